/** A tenant in the list, with what a check found below it. */
import type { ReactNode } from 'react';
import type { KeptTenant, TenantFinding, TenantHealth } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../../ui/Button';
import { StateMark } from '../../ui/Icon';
import { StateLines } from '../../ui/StateWord';
import { TenantBadge } from '../../ui/TenantBadge';
import { askingWords, findingMark, healthWords, sourceWords } from './words';

export function TenantRow(props: {
  tenant: KeptTenant;
  health: TenantHealth | null;
  check: () => void;
  /** What Google is being asked now, or null. */
  asking: string | null;
  /** Asks whether Google may be asked. */
  ask: () => void;
  /** Asks for a new session of the tenant. */
  begin: () => void;
  change: () => void;
  remove: () => void;
}) {
  const { tenant, health, check, asking, ask, begin, change, remove } = props;
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
          <StateLines words={asking === null ? healthWords(health) : askingWords(asking)} />
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
      {health === null ? null : (
        <Findings findings={health.findings}>
          {isOwn ? <NotAsked asking={asking} ask={ask} begin={begin} /> : null}
        </Findings>
      )}
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

/** What no look at files tells. */
function NotAsked(props: { asking: string | null; ask: () => void; begin: () => void }) {
  return (
    <li className="ask-google">
      <StateMark icon="info" tone="quiet" />
      <span className="text-3">Whether Google takes them now, GAM asks in a short session.</span>
      <Button small onPress={props.ask} busy={props.asking !== null}>
        Ask Google…
      </Button>
      <Button small onPress={props.begin}>
        New session…
      </Button>
    </li>
  );
}

function Findings(props: { findings: readonly TenantFinding[]; children: ReactNode }) {
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
      {props.children}
    </ul>
  );
}
