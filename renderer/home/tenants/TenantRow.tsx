/** A tenant in the list, with what a check found below it. */
import type { KeptTenant, TenantFinding, TenantHealth } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../../ui/Button';
import { StateMark } from '../../ui/Icon';
import { StateLines } from '../../ui/StateWord';
import { TenantBadge } from '../../ui/TenantBadge';
import { findingMark, healthWords, sourceWords } from './words';

export function TenantRow(props: {
  tenant: KeptTenant;
  health: TenantHealth | null;
  check: () => void;
  change: () => void;
  remove: () => void;
}) {
  const { tenant, health, check, change, remove } = props;
  const name = visible(tenant.name);
  const source = sourceWords(tenant);
  const isOwn = tenant.source.kind !== 'demo';
  return (
    <li className="tenant-row" aria-label={name}>
      <div className="tenant-line">
        <div className="tenant-cell">
          <TenantBadge tenant={tenant} />
          <TwoLines first={name} second={visible(tenant.domain)} />
        </div>
        <TwoLines {...source} />
        <div role="status">
          <StateLines words={healthWords(health)} />
        </div>
        <div className="tenant-acts">
          <Button small onPress={check}>
            Check
          </Button>
          {isOwn ? (
            <>
              <Button small onPress={change}>
                Change…
              </Button>
              <Button small onPress={remove}>
                Remove…
              </Button>
            </>
          ) : null}
        </div>
      </div>
      {health === null ? null : <Findings findings={health.findings} />}
    </li>
  );
}

function TwoLines(props: { first: string; second: string }) {
  return (
    <span className="two-lines">
      <span className="first cut" title={props.first}>
        {props.first}
      </span>
      <span className="second cut" title={props.second}>
        {props.second}
      </span>
    </span>
  );
}

function Findings(props: { findings: readonly TenantFinding[] }) {
  return (
    <ul className="findings" aria-label="What the check found">
      {props.findings.map(({ kind, text, fix }) => (
        <li key={text}>
          <StateMark {...findingMark(kind)} />
          <span className="selectable">
            {visible(text)}{' '}
            {fix === undefined ? null : <span className="text-3">{visible(fix)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
