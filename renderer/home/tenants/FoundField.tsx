/** GAM configurations of this computer, each of which can be taken over. */
import type { FoundGam } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../../ui/Button';
import type { Draft } from './draft';
import { useFoundGam } from './useFoundGam';

export function FoundField(props: { draft: Draft; use: (found: FoundGam) => void }) {
  const { draft, use } = props;
  const found = useFoundGam();
  if (found.length === 0) return null;
  const isUsed = ({ folder, section }: FoundGam) =>
    draft.kind === 'gam-folder' && draft.folder === folder && draft.section === (section ?? '');
  return (
    <section className="field-row" aria-label="Found on this computer">
      <span>Found</span>
      <ul className="found-gams">
        {found.map((one) => (
          <li key={`${one.folder}\n${one.section}`}>
            <FoundLines found={one} />
            <Button small onPress={() => use(one)} disabled={isUsed(one)}>
              {isUsed(one) ? 'Taken over' : 'Use this'}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was found, in two lines. */
export function FoundLines(props: { found: FoundGam }) {
  const { folder, section, domain, admin } = props.found;
  const who = admin === null ? '' : `, signed in as ${admin}`;
  const first = visible(domain ?? section ?? folder);
  const second = visible(`${folder}${section === null ? '' : `, section ${section}`}${who}`);
  return (
    <span className="two-lines">
      <span className="first cut" title={first}>
        {first}
      </span>
      <span className="second cut" title={second}>
        {second}
      </span>
    </span>
  );
}
