/**
 * Jobs that were killed as the session's memory ran out, where its place saw that and its agent could not: the kernel ended the
 * agent with them, or the whole container. Pure.
 */
import type { End, Job, Restart } from '../../../preload/contract';

/** What a place saw of its session: that it was started again, or how it ended. */
export interface SeenOfMemory {
  readonly restart: Restart | undefined;
  /** Null while it goes on. */
  readonly end: End | null;
}

/** The clocks of a place and of an agent are apart by as much at most. ms */
const APART_MS = 60_000;

/** The same jobs, told as out of memory where they were running then; the same list where there is none. */
export function tiedToMemory(jobs: readonly Job[], seen: SeenOfMemory): readonly Job[] {
  const isOne = (job: Job) => wasRestarted(job, seen.restart) || wasEnded(job, seen.end);
  if (!jobs.some(isOne)) return jobs;
  return jobs.map((job) =>
    isOne(job) ? { ...job, exit: job.exit ?? { signal: 'KILL' }, cause: 'out-of-memory' } : job,
  );
}

/** Its agent counted it as killed when it was started again, some time after it happened. */
function wasRestarted({ exit, cause, startedAt, endedAt }: Job, restart?: Restart): boolean {
  if (restart?.reason !== 'out-of-memory' || cause !== undefined) return false;
  const wasKilled = exit !== null && 'signal' in exit && exit.signal === 'KILL';
  const ran = startedAt < restart.at + APART_MS && (endedAt ?? 0) > restart.at - APART_MS;
  return wasKilled && ran;
}

/** Nothing told its end, as nothing was left. */
function wasEnded({ exit, cause }: Job, end: End | null): boolean {
  return end?.cause === 'out-of-memory' && exit === null && cause === undefined;
}
