/** A job in two lines, for the list of sessions: its command, then how far it is or how it ended. */
import './job.css';
import type { Job, Session } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { StateMark } from '../Icon';
import { Bar, Progress } from '../Progress';
import { commandWords, jobWords } from '../words';
import { Failed } from './JobLine';

export function JobCell(props: { session: Session; now: number }) {
  const { session, now } = props;
  const { state, job } = session;
  if (state.kind === 'creating')
    return (
      <NoJob first="No job yet">
        {state.of > 0 ? <Bar part={state.step / state.of} /> : null}
        <span className="cut">{visible(state.text)}</span>
      </NoJob>
    );
  const over = state.kind === 'ended' || state.kind === 'failed';
  if (!session.watched && !over) return <NoJob first="Not watched">too many sessions run</NoJob>;
  if (job === null) return <NoJob first={over ? 'No job' : 'No job yet'} />;
  return <Known job={job} over={over} now={now} />;
}

function NoJob(props: { first: string; children?: React.ReactNode }) {
  return (
    <div className="two-lines job-cell">
      <span className="first text-3">{props.first}</span>
      <span className="second">{props.children ?? '\u00a0'}</span>
    </div>
  );
}

function Known(props: { job: Job; over: boolean; now: number }) {
  const { job, over, now } = props;
  const words = jobWords(job, over, now);
  const command = commandWords(job);
  const running = words.word === 'Running';
  const failed = job.rows?.failed ?? 0;
  return (
    <div className="two-lines job-cell">
      <span className="first cut mono text-2" title={command}>
        {command}
      </span>
      <span className="second">
        {running ? null : <StateMark icon={words.icon} tone={words.tone} size={12} />}
        {running && job.rows !== null ? <Progress rows={job.rows} tone={words.tone} /> : null}
        <span>{running ? words.second : ended(words.word, words.second)}</span>
        {failed > 0 && running ? <Failed n={failed} /> : null}
      </span>
    </div>
  );
}

/** "58 of 58 done" says that it is done. */
function ended(word: string, second: string): string {
  return second.endsWith('done') && word === 'Done' ? second : `${word}, ${second}`;
}
