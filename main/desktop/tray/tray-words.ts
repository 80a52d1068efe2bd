/** Sessions in the words of the tray's menu, which the desktop draws: there a state has no icon, and a long name no end. */
import type { Job, Session } from '../../../preload/contract';
import { visible } from '../../../preload/visible';

/** The most characters of a name in the menu. */
const NAME = 28;
/** And of a command. */
const COMMAND = 40;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A text that is safe to show and no longer than `most` characters, cut at its end. */
export function short(text: string, most: number = NAME): string {
  const all = [...graphemes.segment(visible(text))].map(({ segment }) => segment);
  if (all.length <= most) return all.join('');
  return `${all
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`;
}

const thousands = new Intl.NumberFormat('en-US');

/** "1 session", "1,240 sessions". */
export function counted(n: number, one: string): string {
  return `${thousands.format(n)} ${one}${n === 1 ? '' : 's'}`;
}

/** The job that runs in a session, or null. */
export function runningJob({ job, state }: Pick<Session, 'job' | 'state'>): Job | null {
  const over = state.kind === 'ended' || state.kind === 'failed';
  return job === null || over || job.exit !== null || job.endedAt !== null ? null : job;
}

/** How far a running job is: "62 %", "1,240 done", "working", and how many rows failed. */
function progress({ rows, progress: said }: Job): string {
  if (rows === null) return said === undefined ? 'working' : saidWords(said);
  const { done, failed, total } = rows;
  const so = total ? `${Math.floor((100 * done) / total)} %` : `${thousands.format(done)} done`;
  return failed > 0 ? `${so}, ${thousands.format(failed)} failed` : so;
}

/** In GAM's own count, as Home has it: "62 %", "got 1,200 Users". */
function saidWords({ done, total, what }: NonNullable<Job['progress']>): string {
  if (total !== null) return `${Math.floor((100 * done) / total)} %`;
  return `got ${thousands.format(done)} ${short(what)}`.trimEnd();
}

/** A job in one line: what it is, and how far. */
export function jobLine(job: Job): string {
  const command = job.argv.join(' ').replace(/^(\S*[/\\])?gam(\s+|$)/, '') || 'gam';
  return `${short(command, COMMAND)}: ${progress(job)}`;
}

/** A session's state in few words; of one that goes on, the job that runs instead. */
export function stateLine(session: Session): string {
  const { state } = session;
  const job = runningJob(session);
  switch (state.kind) {
    case 'creating':
      return 'starting';
    case 'ready':
      return job === null ? 'ready' : progress(job);
    case 'attached':
      return job === null ? 'open' : progress(job);
    case 'detached':
      return job === null ? 'in background' : progress(job);
    case 'reconnecting':
      if (state.offline) return 'offline';
      return state.nextTryAt === null ? 'not connected' : 'reconnecting';
    case 'sign-in-again':
      return 'sign in again';
    case 'ending':
      return 'ending';
    case 'ended':
      return `ended: ${short(state.reason)}`;
    case 'failed':
      return 'did not start';
  }
}
