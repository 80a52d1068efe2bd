/**
 * How many bytes may be on their way: what the link carries in a fifth of a second. So a link that is fast and long is filled,
 * and over a slow one nothing queues that a terminal's echo would wait for. Pure: the time is the caller's.
 */

/** Bytes: for a link that is not known yet, and for the fastest (agent/PROTOCOL.md, HELLO, `window`). */
export const LEAST_REACH = 1_048_576;
export const MOST_REACH = 4_194_304;

const REACH_MS = 200;
/** A rate is that of so many milliseconds: bytes come in bursts. */
const SPAN_MS = 100;

export class Reach {
  #size = LEAST_REACH;
  #since: number | null = null;
  #moved = 0;

  /** Bytes. */
  get size(): number {
    return this.#size;
  }

  /** So many bytes more are at their end. `now` in ms. */
  moved(bytes: number, now: number): void {
    // How long the first ones took to get there says nothing.
    if (this.#since === null) this.#since = now;
    else this.#moved += bytes;
    const span = now - this.#since;
    if (span < SPAN_MS) return;
    const carried = Math.round((this.#moved / span) * REACH_MS);
    this.#size = Math.min(Math.max(carried, LEAST_REACH), MOST_REACH);
    this.#since = now;
    this.#moved = 0;
  }
}
