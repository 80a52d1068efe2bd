/** What of jobs is told to somebody who does not look at their window. Pure, but for what it has told already. */
import type { Job, Session, SessionId } from '../../preload/contract';
import { type Outcome, outcomeOf, rowsDone } from '../../preload/outcome';
import { visible } from '../../preload/visible';

/** One notification: a locked screen shows it, so it has names of tenant and session, and counts. */
export interface JobNews {
  readonly id: SessionId;
  readonly job: string;
  readonly title: string;
  readonly body: string;
}

/** A session with its jobs. */
export interface WithJobs {
  readonly session: Session;
  readonly jobs: readonly Job[];
}

/** Shorter ones are waited for. ms */
const LONG_MS = 10_000;
/** A shorter one would only make titles flicker. ms */
export const TITLE_MS = 2_000;

const WORDS: Record<Outcome, string> = {
  done: 'done',
  answer: 'answered',
  'some-failed': 'not all was done',
  failed: 'failed',
  stopped: 'stopped',
  'out-of-memory': 'ran out of memory',
};
const counts = new Intl.NumberFormat('en-GB');

/** "1,963 done, 37 failed", "failed", "ran out of memory at 1,893 of 7,000". */
export function outcomeWords(job: Job): string {
  const outcome = outcomeOf(job) ?? 'stopped';
  if (job.rows === null) return WORDS[outcome];
  const { done, failed, total } = job.rows;
  const rows = `${counts.format(rowsDone(job.rows))} done`;
  if (outcome === 'done' || outcome === 'some-failed')
    return failed > 0 ? `${rows}, ${counts.format(failed)} failed` : rows;
  const of = total === null ? '' : ` of ${counts.format(total)}`;
  return `${WORDS[outcome]} at ${counts.format(done)}${of}`;
}

function lengthWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.round(ms / 1000)} s`;
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What a person started by themselves; parts of a job are none. */
function isOwn({ kind, parent }: Job): boolean {
  return kind === 'gam' && parent === null;
}

/** Tells each job's end once. */
export class JobsTold {
  /** Those that were seen to run. */
  readonly #running = new Map<SessionId, Set<string>>();

  /** What is news since the last look: jobs that ran then, have ended, and took long. */
  look(all: readonly WithJobs[]): JobNews[] {
    const there = new Set(all.map(({ session }) => session.id));
    for (const id of this.#running.keys()) if (!there.has(id)) this.#running.delete(id);
    return all.flatMap(({ session, jobs }) => {
      const ran = this.#running.get(session.id) ?? new Set();
      const runs = jobs.filter((job) => isOwn(job) && job.endedAt === null);
      this.#running.set(session.id, new Set(runs.map(({ id }) => id)));
      return jobs.flatMap((job) => (ran.has(job.id) ? (newsOf(session, job) ?? []) : []));
    });
  }
}

function newsOf(session: Session, job: Job): JobNews | null {
  if (job.endedAt === null || job.endedAt - job.startedAt <= LONG_MS) return null;
  const title = `${visible(session.name)}: ${outcomeWords(job)}`;
  const length = lengthWords(job.endedAt - job.startedAt);
  const body = `${visible(session.tenant.name)}. The job ended after ${length}.`;
  return { id: session.id, job: job.id, title, body };
}

/** Whether a job has begun that windows do not say anything of yet. */
export function isYoung(jobs: readonly Job[], now: number): boolean {
  return jobs.some((job) => isOwn(job) && job.endedAt === null && now - job.startedAt < TITLE_MS);
}

/** What a window says of the job that runs: the part that is done from 0 to 1, 2 where that is not known, or null: none runs. */
export function progressOf(jobs: readonly Job[], now: number): number | null {
  const job = jobs.findLast((one) => isOwn(one) && one.endedAt === null);
  if (job === undefined || now - job.startedAt < TITLE_MS) return null;
  const { done, total } = job.rows ?? job.progress ?? { done: 0, total: null };
  return total === null || total === 0 ? 2 : Math.min(1, done / total);
}
