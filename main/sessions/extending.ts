/** Moves the end of a session: its agent keeps it, wherever it runs. */
import { askOnce } from './link/ask-once';
import type { Parts } from './link/connect';

/**
 * Moves the end of its life, and the end for idling, by `by` ms. Whoever watches it hears where they are.
 * @throws Failure `not-connected`: its agent cannot be reached now
 */
export async function extend(parts: Parts, by: number): Promise<void> {
  await askOnce(parts, (watch) => watch.extend(by));
}
