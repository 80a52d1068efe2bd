/** One stream of a job on its way to the caller: written once and in order, acknowledged when it is written. */
import type { Writable } from 'node:stream';
import { OutputCursor } from './output-cursor';

export class JobOutput {
  readonly #to: Writable;
  readonly #cursor: OutputCursor;
  readonly #ack: (offset: number) => void;
  /** Bytes that are gone from the session's spool. */
  #missing = 0;
  /** Writes under way. */
  #writing = 0;
  #idle: (() => void) | null = null;

  /** `window`: bytes that may come without an acknowledgement; `ack` is told what is written. */
  constructor(to: Writable, window: number, ack: (offset: number) => void) {
    this.#to = to;
    this.#cursor = new OutputCursor(window);
    this.#ack = ack;
  }

  /** Where the next connection goes on: below this all is written. */
  get acked(): number {
    return this.#cursor.acked;
  }

  /** Bytes came. A destination that has failed takes them all the same: its own error says so. */
  receive(offset: number, data: Buffer): void {
    const missing = this.#cursor.skip(offset);
    if (missing !== null) this.#missing += missing.to - missing.from;
    const news = this.#cursor.accept(offset, data);
    if (news === null) return;
    const end = this.#cursor.next;
    this.#writing += 1;
    this.#to.write(news, () => this.#wrote(end));
  }

  /** Resolves when nothing that came is on its way any more. */
  written(): Promise<void> {
    if (this.#writing === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idle = resolve;
    });
  }

  /** Bytes that cannot be had any more, now that the stream is known to end at `end`. */
  lost(end: number): number {
    return this.#missing + Math.max(0, end - this.#cursor.next);
  }

  #wrote(end: number): void {
    this.#writing -= 1;
    if (this.#cursor.ack(end)) this.#ack(end);
    if (this.#writing === 0) this.#idle?.();
  }
}
