/** Carries the answer of a consent to the port in the session at which GAM waits for it. */
import { z } from 'zod';
import { Failure } from '../../failure';
import type { Parts } from '../link/connect';
import { FilesLink } from '../transfers/files-link';

const Answer = z.object({ status: z.number().int() });

/** `target`: path and query. @throws Failure `old-agent`, and the agent's: `not-found` where GAM waits no longer */
export async function carryRedirect(parts: Parts, port: number, target: string): Promise<void> {
  const link = new FilesLink(parts);
  try {
    await link.persist(async (live) => {
      if (!live.can('redirect'))
        throw new Failure('old-agent', 'The session’s agent is older than the app.');
      await live.calls.ask('redirect', { port, target }, Answer);
    });
  } finally {
    await link.close();
  }
}
