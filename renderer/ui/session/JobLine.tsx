/** A job in one line, for the status line of a terminal window. */
import './job.css';
import type { Job } from '../../../preload/contract';
import { StateMark } from '../Icon';
import { Progress } from '../Progress';
import { count } from '../time';
import { jobWords, wholeCommand } from '../words';

/** `over` says that the session has ended; without `watched` the job is not known. */
export function JobLine(props: { job: Job | null; over: boolean; watched: boolean; now: number }) {
  const { job, over, watched, now } = props;
  if (!watched && !over) return <span className="text-3">Not watched</span>;
  if (job === null) return <span className="text-3">{over ? 'No job' : 'No job yet'}</span>;
  const words = jobWords(job, over, now);
  const { word } = words;
  const failed = job.rows?.failed ?? 0;
  const command = wholeCommand(job);
  return (
    <div className="job-line">
      <StateMark icon={words.icon} tone={words.tone} />
      <span className="cut mono" title={command}>
        {command}
      </span>
      {job.rows === null ? null : <Progress rows={job.rows} tone={words.tone} />}
      <span className="unseen" role="status">
        {word}
      </span>
      <span>{word === 'Running' ? words.second : `${word}, ${words.second}`}</span>
      {failed > 0 && word === 'Running' ? <Failed n={failed} /> : null}
    </div>
  );
}

/** How many rows failed. Never cut. */
export function Failed(props: { n: number }) {
  return (
    <span className="failed tone-warn">
      <StateMark icon="triangle-alert" tone="warn" size={12} />
      {`${count(props.n)} failed`}
    </span>
  );
}
