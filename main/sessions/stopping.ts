/** Stops a job of a session as Ctrl-C in its terminal does, from wherever one looks at it. */
import { askOnce } from './link/ask-once';
import type { Parts } from './link/connect';

/**
 * Sends the job, with all that stands in one pipe with it, an interrupt. Whoever watches the session hears how it ends.
 * @throws Failure `no-job`: it does not run any more; `not-connected`: the session's agent cannot be reached now
 */
export function stopJob(parts: Parts, job: string): Promise<void> {
  return askOnce(parts, (watch) => watch.signal(job, 'INT'));
}
