/** How far one stream of output has come and been acknowledged: drops what has come before, tells what is missing. */
import { BadFrame } from '../wire/frames';

/** Bytes that will not come. */
export interface Missing {
  readonly from: number;
  readonly to: number;
}

export class OutputCursor {
  readonly #window: number;
  /** The first byte that has not come. */
  #next: number;
  #acked: number;
  /** Up to here bytes were skipped, which count as on the way until they are acknowledged. */
  #skippedTo = 0;

  /** `window`: bytes that may come without an acknowledgement. */
  constructor(window: number, at = 0) {
    this.#window = window;
    this.#next = at;
    this.#acked = at;
  }

  get next(): number {
    return this.#next;
  }

  /** Below this all is acknowledged: where the next connection goes on, so that its window counts what is on the way. */
  get acked(): number {
    return this.#acked;
  }

  /** What of these bytes is new, or null. They must follow what has come. @throws BadFrame beyond the window */
  accept(offset: number, data: Buffer): Buffer | null {
    const known = this.#next - offset;
    if (known >= data.length) return null;
    this.#next = offset + data.length;
    if (this.#next - this.#acked > this.#window && this.#acked >= this.#skippedTo) {
      throw new BadFrame('More output came than was asked for.');
    }
    return known > 0 ? data.subarray(known) : data;
  }

  /** Sending goes on at the offset: what lies between is missing, or null. */
  skip(to: number): Missing | null {
    if (to <= this.#next) return null;
    const missing = { from: this.#next, to };
    if (this.#acked === this.#next) this.#acked = to;
    this.#skippedTo = to;
    this.#next = to;
    return missing;
  }

  /** Sending begins at the offset, ahead of what has come or behind it; nothing before it is waited for. */
  begin(from: number): void {
    this.#acked = Math.max(this.#acked, from);
    this.#next = Math.max(this.#next, from);
  }

  /** Bytes below the offset are shown. True: that is news to the host. */
  ack(offset: number): boolean {
    const to = Math.min(offset, this.#next);
    if (to <= this.#acked) return false;
    this.#acked = to;
    return true;
  }
}
