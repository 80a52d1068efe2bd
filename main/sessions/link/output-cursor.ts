/**
 * How far one stream of output has come and been shown: drops what has come before, tells what is missing.
 *
 * After a drop it is asked for from what has been shown, not from what has come, so that the window bounds what is on its
 * way to the screen over any number of drops. A host may only be told of bytes that it has sent on the connection it is
 * told over; so what was shown meanwhile is told as those bytes come again.
 */
import { BadFrame } from '../wire/frames';

/** Bytes that will not come. */
export interface Missing {
  readonly from: number;
  readonly to: number;
}

export class OutputCursor {
  readonly #window: number;
  /** The first byte that has not come. */
  #next = 0;
  /** Below this all is shown. */
  #shown = 0;
  /** Below this all was sent on this connection. */
  #sent = 0;
  /** The host has been told that all below this is shown. */
  #told = 0;
  /** Up to here bytes were skipped; they do not count as on the way. */
  #skippedTo = 0;

  /** `window`: bytes that may come without being shown. */
  constructor(window: number) {
    this.#window = window;
  }

  get next(): number {
    return this.#next;
  }

  /** Where the next connection goes on. */
  get shown(): number {
    return this.#shown;
  }

  /** A connection begins to send at the offset; nothing before it is waited for. */
  begin(from: number): void {
    this.#sent = from;
    this.#told = from;
    this.#shown = Math.max(this.#shown, from);
    this.#next = Math.max(this.#next, from);
  }

  /** What of these bytes is new, or null. @throws BadFrame they do not follow, or are beyond the window */
  accept(offset: number, data: Buffer): Buffer | null {
    if (offset !== this.#sent) throw new BadFrame('Output does not follow the output before it.');
    this.#sent += data.length;
    const fresh = this.#sent - this.#next;
    if (fresh <= 0) return null;
    this.#next = this.#sent;
    if (this.#next - this.#shown > this.#window && this.#shown >= this.#skippedTo) {
      throw new BadFrame('More output came than was asked for.');
    }
    return fresh < data.length ? data.subarray(data.length - fresh) : data;
  }

  /** Sending goes on at the offset: what lies between and has not come is missing, or null. */
  skip(to: number): Missing | null {
    if (to <= this.#sent) return null;
    this.#sent = to;
    if (to <= this.#next) return null;
    const missing = { from: this.#next, to };
    if (this.#shown === this.#next) this.#shown = to;
    this.#skippedTo = to;
    this.#next = to;
    return missing;
  }

  /** Bytes below the offset are shown. */
  show(offset: number): void {
    this.#shown = Math.max(this.#shown, Math.min(offset, this.#next));
  }

  /** Bytes that are shown, and of which the host is not told. */
  get untold(): number {
    return Math.min(this.#shown, this.#sent) - this.#told;
  }

  /** What to tell the host now, or null. */
  tell(): number | null {
    if (this.untold <= 0) return null;
    this.#told = Math.min(this.#shown, this.#sent);
    return this.#told;
  }
}
