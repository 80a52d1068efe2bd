/** How a job ended, in GAM's own classes (https://github.com/GAM-team/GAM/wiki/GAM-Return-Codes) and the shell's. Pure. */
import type { Job } from './jobs';

/**
 * `answer`: 20 to 30, what GAM was asked. `some-failed`: 50 to 79, or rows that failed though GAM exited with 0. `stopped`:
 * by Ctrl-C or a signal. `out-of-memory`: GAM's own word for it, the kernel's, or what its session counted.
 */
export type Outcome = 'done' | 'answer' | 'some-failed' | 'failed' | 'stopped' | 'out-of-memory';

/** GAM's own codes for memory that ran out, and for Ctrl-C. */
const GAM_MEMORY = 7;
const GAM_STOPPED = 8;

/** Of a job that has ended; null: it has not said how. */
export function outcomeOf({
  exit,
  kind,
  rows,
  cause,
}: Pick<Job, 'exit' | 'kind' | 'rows' | 'cause'>): Outcome | null {
  if (exit === null) return null;
  if (cause !== undefined) return cause;
  if ('signal' in exit) return 'stopped';
  const outcome = ofCode(exit.code, kind === 'gam');
  return outcome === 'done' && (rows?.failed ?? 0) > 0 ? 'some-failed' : outcome;
}

function ofCode(code: number, isGam: boolean): Outcome {
  if (code === 0) return 'done';
  if (code >= 20 && code <= 30) return 'answer';
  if (code >= 50 && code <= 79) return 'some-failed';
  if (code === 137 || (isGam && code === GAM_MEMORY)) return 'out-of-memory';
  const stopped = code === 130 || code === 143 || (isGam && code === GAM_STOPPED);
  return stopped ? 'stopped' : 'failed';
}

/** Rows that ended well; `done` of a job counts those that failed too. */
export function rowsDone(rows: NonNullable<Job['rows']>): number {
  return Math.max(0, rows.done - rows.failed);
}
