/** Trying again, with growing pauses, and giving up after a known time. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Pauses between tries of ending a session, in ms: about a minute in all. */
export const END_PAUSES: readonly number[] = [1000, 2000, 4000, 8000, 16_000, 30_000];

/**
 * Does `work` until it succeeds; rejects with the last error when the pauses are used up.
 * `failed` is told of each failure.
 */
export async function persist(
  work: () => Promise<void>,
  pauses: readonly number[],
  failed: (error: unknown) => void,
): Promise<void> {
  for (const pause of pauses) {
    try {
      return await work();
    } catch (error) {
      failed(error);
      await sleep(pause);
    }
  }
  return work();
}
