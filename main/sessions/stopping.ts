/** Stops a job of a session as Ctrl-C in its terminal does, from wherever one looks at it. */
import type { Parts } from './link/connect';
import { SessionWatch } from './link/watch-client';

/**
 * Sends the job, with all that stands in one pipe with it, an interrupt. Whoever watches the session hears how it ends.
 * @throws Failure `no-job`: it does not run any more; `not-connected`: the session's agent cannot be reached now
 */
export async function stopJob(parts: Parts, job: string): Promise<void> {
  const watch = new SessionWatch({ ...parts, heard: () => {} });
  try {
    await watch.signal(job, 'INT');
  } finally {
    watch.close();
  }
}
