/** Asks a session what the lines of a text take away, before they are pasted (agent/PROTOCOL.md, `harms`). */
import { z } from 'zod';
import { MOST_JUDGED } from '../../preload/contract';
import type { Parts } from './link/connect';
import { FilesLink } from './transfers/files-link';

const Answer = z.object({ harms: z.array(z.string().nullable()).max(MOST_JUDGED) });

/** What a shell takes out of a word before it looks for the program. */
const QUOTING = /["'\\]/g;

/** Whether GAM may be run by it: what has no such word is judged as taking nothing away. */
function mayRunGam(line: string): boolean {
  return line.replace(QUOTING, '').includes('gam');
}

/**
 * One for each line, in words, or null; null for all: the agent is older. Only lines that may run GAM leave this computer: what
 * is pasted into the wrong window, a password above all, must not be in a session before a person agrees.
 * @throws Failure where it cannot be reached
 */
export async function harmsOf(
  parts: Parts,
  lines: readonly string[],
): Promise<(string | null)[] | null> {
  const sent = lines.filter(mayRunGam);
  if (sent.length === 0) return lines.map(() => null);
  const harms = await judged(parts, sent);
  if (harms === null) return null;
  const left = harms.values();
  return lines.map((line) => (mayRunGam(line) ? (left.next().value ?? null) : null));
}

async function judged(parts: Parts, lines: readonly string[]): Promise<(string | null)[] | null> {
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
