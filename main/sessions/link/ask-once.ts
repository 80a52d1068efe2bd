/** Asks a session's agent one thing over a connection of its own. */
import type { Parts } from './connect';
import { SessionWatch } from './watch-client';

/** Resolves or rejects as `ask` does; the connection is closed then, however that was. */
export async function askOnce<T>(
  parts: Parts,
  ask: (watch: SessionWatch) => Promise<T>,
): Promise<T> {
  const watch = new SessionWatch({ ...parts, heard: () => {} });
  try {
    return await ask(watch);
  } finally {
    watch.close();
  }
}
