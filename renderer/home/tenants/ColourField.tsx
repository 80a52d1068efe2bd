/** The tenant's fill: swatches with their names. Two tenants may share one, and that is said. */
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { KeptTenant } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { TenantBadge } from '../../ui/TenantBadge';
import { namesWords } from '../../ui/words';
import { COLOURS, type Draft, initialsOf, sharing } from './draft';

export function ColourField(props: {
  draft: Draft;
  tenants: readonly KeptTenant[];
  own: KeptTenant | null;
  change: (part: Partial<Draft>) => void;
}) {
  const { draft, tenants, own, change } = props;
  const others = sharing(draft.colour, tenants, own);
  const initials = visible(draft.initials ?? initialsOf(draft.name));
  return (
    <RadioGroup
      className="field-row"
      value={draft.colour}
      onChange={(value) => {
        const colour = COLOURS.find((one) => one === value);
        if (colour !== undefined) change({ colour });
      }}
    >
      <Label>Colour</Label>
      <div className="field">
        <div className="swatches">
          {COLOURS.map((colour) => (
            <Radio className="swatch" key={colour} value={colour}>
              <TenantBadge tenant={{ colour, initials }} />
              {colour}
            </Radio>
          ))}
        </div>
        {others.length === 0 ? null : (
          <p className="caption tone-warn">
            {`${namesWords(others)} ${others.length === 1 ? 'has' : 'have'} this colour too: only letters and name will tell them apart.`}
          </p>
        )}
      </div>
    </RadioGroup>
  );
}
