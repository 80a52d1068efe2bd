/** What can be checked, in groups, each with how it stands. */
import { KeyRound, Laptop, type LucideIcon, Monitor } from 'lucide-react';
import { Button as Pressable } from 'react-aria-components';
import type {
  KeptTenant,
  Session,
  Target,
  TargetKey,
  TargetReport,
} from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Icon, PLACE_ICONS, StateMark } from '../../ui/Icon';
import { TenantBadge } from '../../ui/TenantBadge';
import { targetWords } from './words';

const GROUPS = [
  ['computer', 'Computer'],
  ['places', 'Places'],
  ['tenants', 'Tenants'],
  ['sessions', 'Sessions'],
] as const;

export function Targets(props: {
  targets: readonly Target[];
  reports: readonly TargetReport[];
  sessions: readonly Session[];
  tenants: readonly KeptTenant[];
  chosen: TargetKey | null;
  choose: (key: TargetKey) => void;
}) {
  const { targets, ...rest } = props;
  return (
    <nav className="diag-targets scroll" aria-label="What is checked">
      {GROUPS.map(([group, label]) => {
        const own = targets.filter((target) => target.group === group);
        return own.length === 0 ? null : (
          <section key={group} aria-label={label}>
            <h2 className="caption">{label}</h2>
            {own.map((target) => (
              <Entry key={target.key} target={target} {...rest} />
            ))}
          </section>
        );
      })}
    </nav>
  );
}

function Entry(props: {
  target: Target;
  reports: readonly TargetReport[];
  sessions: readonly Session[];
  tenants: readonly KeptTenant[];
  chosen: TargetKey | null;
  choose: (key: TargetKey) => void;
}) {
  const { target, reports, sessions, tenants, chosen, choose } = props;
  const words = targetWords(reports.find((report) => report.target === target.key));
  const name = visible(target.title);
  return (
    <Pressable
      className="diag-target"
      onPress={() => choose(target.key)}
      {...(chosen === target.key ? { 'aria-current': 'true' as const } : {})}
    >
      <TargetIcon target={target} sessions={sessions} tenants={tenants} />
      <span className="first cut" title={name}>
        {name}
      </span>
      <span className="state">
        <StateMark icon={words.icon} tone={words.tone} size={12} />
        {words.word}
      </span>
    </Pressable>
  );
}

const OTHERS: Readonly<Record<string, LucideIcon>> = { computer: Monitor, google: KeyRound };

/** A session has its tenant's fill, as everywhere. */
function TargetIcon(props: {
  target: Target;
  sessions: readonly Session[];
  tenants: readonly KeptTenant[];
}) {
  const { key, backend } = props.target;
  const session = props.sessions.find(({ id }) => key === `session:${id}`);
  const tenant = session?.tenant ?? props.tenants.find(({ id }) => key === `tenant:${id}`);
  if (tenant !== undefined) return <TenantBadge tenant={tenant} />;
  if (backend !== null) return <Icon of={PLACE_ICONS[backend]} />;
  return <Icon of={OTHERS[key] ?? Laptop} />;
}
