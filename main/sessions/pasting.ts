/** Asks a session what the lines of a text take away, before they are pasted (agent/PROTOCOL.md, `harms`). */
import { z } from 'zod';
import { MOST_JUDGED } from '../../preload/contract';
import type { Parts } from './link/connect';
import { FilesLink } from './transfers/files-link';

const Answer = z.object({ harms: z.array(z.string().nullable()).max(MOST_JUDGED) });

/** One for each line, in words, or null; null for all: the agent is older. @throws Failure where it cannot be reached */
export async function harmsOf(
  parts: Parts,
  lines: readonly string[],
): Promise<(string | null)[] | null> {
  const link = new FilesLink(parts);
  try {
    return await link.persist(async (live) => {
      if (!live.can('harms')) return null;
      return (await live.calls.ask('harms', { lines }, Answer)).harms;
    });
  } finally {
    await link.close();
  }
}
