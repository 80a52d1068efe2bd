/** What the list of jobs is narrowed to: a text, a state, a session. */
import '../segments.css';
import { Radio, RadioGroup } from 'react-aria-components';
import { type Session, SessionId } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { type Filter, SHOWN, type Shown } from './model';

const LABELS: Record<Shown, string> = { all: 'All', running: 'Running', failed: 'Failed' };

interface FilterProps {
  readonly filter: Filter;
  readonly change: (filter: Filter) => void;
  /** Those that have jobs; with fewer than two there is nothing to choose. */
  readonly sessions: readonly Session[];
}

export function JobFilter({ filter, change, sessions }: FilterProps) {
  return (
    <div className="job-filter">
      <input
        type="search"
        className="ask-field"
        aria-label="Find a job"
        placeholder="Find a job"
        value={filter.text}
        onChange={(event) => change({ ...filter, text: event.target.value })}
      />
      <RadioGroup
        aria-label="State"
        className="segments"
        orientation="horizontal"
        value={filter.shown}
        onChange={(value) =>
          change({ ...filter, shown: SHOWN.find((one) => one === value) ?? 'all' })
        }
      >
        {SHOWN.map((value) => (
          <Radio className="segment" key={value} value={value}>
            {LABELS[value]}
          </Radio>
        ))}
      </RadioGroup>
      {sessions.length < 2 ? null : (
        <select
          className="ask-field"
          aria-label="Session"
          value={filter.session ?? ''}
          onChange={(event) => {
            const { data } = SessionId.safeParse(event.target.value);
            change({ ...filter, session: data ?? null });
          }}
        >
          <option value="">All sessions</option>
          {sessions.map(({ id, name, tenant }) => (
            <option key={id} value={id}>{`${visible(tenant.name)} · ${visible(name)}`}</option>
          ))}
        </select>
      )}
    </div>
  );
}
