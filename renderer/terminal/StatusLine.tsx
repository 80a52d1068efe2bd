/** The status line: the job with exact counts, the life's end, the size. */
import type { Session } from '../../preload/contract';
import { JobLine } from '../ui/session/JobLine';
import { coming } from '../ui/time';
import type { Shown } from './store';

export function StatusLine(props: { session: Session; shown: Shown; now: number }) {
  const { session, shown, now } = props;
  const { kind } = session.state;
  const over = kind === 'ended' || kind === 'failed' || shown.link.kind === 'ended';
  const { cols, rows } = shown.size;
  return (
    <footer className="status">
      <JobLine job={session.job} over={over} watched={session.watched} now={now} />
      <span className="push" />
      {over || session.endsAt === null ? null : (
        <span className="life text-3">{`ends ${coming(session.endsAt, now)}`}</span>
      )}
      <span className="cells text-3" title="Columns and rows">{`${cols} × ${rows}`}</span>
    </footer>
  );
}
