/** The jobs in sections: what runs, then day by day. Arrows, Home, End and typing find one; its detail follows. */
import {
  Header,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  type Selection,
} from 'react-aria-components';
import { visible } from '../../../preload/visible';
import { StateMark } from '../Icon';
import { TenantBadge } from '../TenantBadge';
import { clock, duration } from '../time';
import { commandWords, jobWords } from '../words';
import type { Entry, Section } from './model';
import { listWords } from './words';

interface ListProps {
  readonly sections: readonly Section[];
  readonly chosen: string | null;
  readonly choose: (key: string) => void;
  /** Whether each shows whose it is. */
  readonly badges: boolean;
  readonly now: number;
}

export function JobList({ sections, chosen, choose, badges, now }: ListProps) {
  const select = (keys: Selection) => {
    const [key] = keys === 'all' ? [] : [...keys];
    if (key !== undefined) choose(String(key));
  };
  return (
    <ListBox
      aria-label="Jobs"
      className="job-list scroll"
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={select}
    >
      {sections.map(({ title, entries }) => (
        <ListBoxSection key={title} id={title}>
          <Header className="text-3 small">{title}</Header>
          {entries.map((entry) => (
            <Row key={entry.key} entry={entry} badge={badges} now={now} />
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  );
}

function Row({ entry, badge, now }: { entry: Entry; badge: boolean; now: number }) {
  const { session, job, over } = entry;
  const words = jobWords(job, over, now);
  const command = commandWords(job);
  const runs = job.endedAt === null && !over;
  const second = listWords(job, over, now);
  return (
    <ListBoxItem
      id={entry.key}
      textValue={`${command}, ${visible(session.tenant.name)}, ${second}`}
      className="job-row"
    >
      {badge ? <TenantBadge tenant={session.tenant} /> : null}
      <span className="cut mono" title={command}>
        {command}
      </span>
      <span className="text-3 small">
        {runs ? duration(now - job.startedAt) : clock(job.startedAt)}
      </span>
      <span className="second">
        <StateMark icon={words.icon} tone={words.tone} size={13} />
        <span className="text-2">{second}</span>
      </span>
    </ListBoxItem>
  );
}
