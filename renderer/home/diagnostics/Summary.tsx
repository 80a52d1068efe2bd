/** How many checks came out how, when, and how long that took. */
import type { TargetReport } from '../../../preload/contract';
import { count } from '../../ui/time';
import { tally, whenWords } from './words';

export function Summary(props: { report: TargetReport | undefined }) {
  const { report } = props;
  if (report === undefined) return <p className="diag-summary text-3">Not checked yet.</p>;
  const { passed, failed, warned, unchecked } = tally(report.results);
  return (
    <p className="diag-summary text-2" role="status">
      {`${count(passed)} passed`}
      {failed > 0 ? ', ' : null}
      {failed > 0 ? <b className="tone-bad">{`${count(failed)} failed`}</b> : null}
      {warned > 0 ? ', ' : null}
      {warned > 0 ? <b className="tone-warn">{`${count(warned)} to look at`}</b> : null}
      {unchecked > 0 ? `, ${count(unchecked)} not checked` : null}
      {'. '}
      <span className="text-3">
        {report.state === 'running'
          ? `${count(report.pending.length)} not over yet.`
          : `${whenWords(report)} The report hides names and secrets.`}
      </span>
    </p>
  );
}
