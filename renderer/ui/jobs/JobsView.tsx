/** Jobs: the list, and beside it the one that was chosen. Home shows all sessions', a terminal window its own. */
import './jobs.css';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Session } from '../../../preload/contract';
import { useNow } from '../bridge';
import { JobDetail } from './JobDetail';
import { JobFilter } from './JobFilter';
import { JobList } from './JobList';
import { entriesOf, type Filter, filtered, sectionsOf } from './model';
import { useJobs } from './useJobs';

const NO_FILTER: Filter = { session: null, shown: 'all', text: '' };
/** Times of a job that runs are read in minutes. ms */
const PACE = () => 5_000;

interface JobsViewProps {
  readonly sessions: readonly Session[];
  /** Whether they are one session's alone: then which one goes without saying. */
  readonly one?: boolean;
  /** The job that is shown first, if it is there. */
  readonly first?: string | null;
  readonly title?: ReactNode;
}

export function JobsView(props: JobsViewProps) {
  const { sessions, one = false, first = null, title = null } = props;
  const lists = useJobs();
  const now = useNow(PACE);
  const [filter, setFilter] = useState(NO_FILTER);
  const [chosen, setChosen] = useState<string | null>(null);
  const all = useMemo(() => entriesOf(sessions, lists ?? []), [sessions, lists]);
  const shown = filtered(all, filter, now);
  useEffect(() => {
    if (first !== null) setChosen(all.find(({ job }) => job.id === first)?.key ?? null);
  }, [first, all]);
  const entry = shown.find(({ key }) => key === chosen) ?? shown[0];
  return (
    <div className="jobs">
      <section className="jobs-side" aria-label="List of jobs">
        {title}
        <JobFilter filter={filter} change={setFilter} sessions={one ? [] : sessionsOf(all)} />
        {shown.length > 0 ? (
          <JobList
            sections={sectionsOf(shown, now)}
            chosen={entry?.key ?? null}
            choose={setChosen}
            badges={!one}
            now={now}
          />
        ) : (
          <p className="text-3 nothing">{nothingWords(lists !== null, all.length)}</p>
        )}
        <p className="text-3 small jobs-gap">
          A GAM that is started by the path of its program, or by an alias of it, is not listed.
        </p>
      </section>
      <section className="jobs-detail scroll" aria-label="Job">
        {entry === undefined ? null : <JobDetail key={entry.key} entry={entry} now={now} />}
      </section>
    </div>
  );
}

function nothingWords(known: boolean, all: number): string {
  if (!known) return '';
  return all === 0
    ? 'No job yet: each run of gam in a session is listed here.'
    : 'No job like that.';
}

function sessionsOf(entries: readonly { session: Session }[]): Session[] {
  return [...new Map(entries.map(({ session }) => [session.id, session])).values()];
}
