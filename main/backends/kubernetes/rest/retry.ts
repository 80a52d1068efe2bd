/** What is tried again, when, and how often. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectError, Refusal, TimeOut } from './trouble';

/** How often a request is tried in all. */
const TRIES = 4;
/** The pause before the second try; it doubles. ms */
const FIRST_MS = 250;
/** A server may ask for any pause; a person waits no longer than this. ms */
const LONGEST_MS = 10_000;
/** These say that the server could not, now. https://kubernetes.io/docs/reference/using-api/api-concepts/ */
const NOT_NOW = new Set([429, 500, 502, 503, 504]);
/** Cut connections: an idle one may be closed by the server just as it is used. */
const CUT = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** Whether the server may have done what was asked although it did not say so. */
export function mayBeDone(error: unknown): boolean {
  if (error instanceof ConnectError) return error.mayBeDone;
  // 429 is said before anything is done.
  if (error instanceof Refusal) return error.status >= 500;
  return error instanceof TimeOut;
}

/** Whether another try may go better. */
export function mayMend(error: unknown): boolean {
  if (error instanceof Refusal) return NOT_NOW.has(error.status);
  return error instanceof ConnectError && CUT.has(error.cause.code ?? '');
}

/** How long the server asks to wait, ms, or null: it does not say. */
function askedPause(error: unknown): number | null {
  const said = error instanceof Refusal ? error.retryAfter : undefined;
  if (said === undefined) return null;
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds * 1000, 0), LONGEST_MS) : null;
}

/**
 * Tries until it goes well, or until no further try is worth it; `again` may refuse one.
 * @throws the last try's error, or the signal's reason
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  signal: AbortSignal | undefined,
  again: (error: unknown) => boolean = mayMend,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      // It is asked even when no try is left: it may take note.
      if (!again(error) || tried === TRIES) throw error;
      const pause = askedPause(error) ?? FIRST_MS * 2 ** (tried - 1) * (0.75 + Math.random() / 2);
      await sleep(pause, undefined, signal === undefined ? {} : { signal }).catch(() => {});
      signal?.throwIfAborted();
    }
  }
}
