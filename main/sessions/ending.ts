/** Ends a session for good: by intent, until nothing of it is left, never swallowed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { toAppError } from '../failure';
import { type Records, recordOf } from './records';
import type { ManagedSession } from './session';
import type { Writer } from './writer';

/** Pauses between tries, in ms: about a minute in all. */
export const END_PAUSES: readonly number[] = [1000, 2000, 4000, 8000, 16_000, 30_000];

/** What it needs beside the session. */
export interface EndingParts {
  readonly records: Records;
  readonly writer: Writer;
  readonly report: (words: string) => void;
  readonly pauses: readonly number[];
}

/** Does `work` until it succeeds; `failed` hears of each failure. Rejects with the last one when the pauses are used up. */
async function persist(
  work: () => Promise<void>,
  pauses: readonly number[],
  failed: (error: unknown) => void,
): Promise<void> {
  for (const pause of [...pauses, null]) {
    try {
      return await work();
    } catch (error) {
      failed(error);
      if (pause === null) throw error;
      await sleep(pause);
    }
  }
}

/**
 * Records the intent, waits for `before` (a creation that was given up), removes the session and its record.
 * @throws Failure when it could not be ended; the intent stays, and the next process that starts, or the user, tries again
 */
export async function endForGood(
  session: ManagedSession,
  intent: 'cancelled' | 'end',
  before: () => Promise<void>,
  { records, writer, report, pauses }: EndingParts,
): Promise<void> {
  let tries = 0;
  const failed = (error: unknown) => {
    tries += 1;
    report(`session ${session.id} is not gone yet: ${toAppError(error).message}`);
    session.apply({ type: 'not-ended' });
  };
  session.apply({ type: 'ending', at: Date.now() });
  records.write({ ...recordOf(session, intent), writer: await writer.address() });
  await before();
  try {
    await persist(() => session.backend.remove(session.id), pauses, failed);
  } catch (error) {
    records.write({ ...recordOf(session, intent), tries, error: toAppError(error) });
    throw error;
  }
  records.delete(session.id);
}
