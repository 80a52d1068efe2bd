/** One transfer within one conversation: its number, its calls, and waiting for news of it. */
import type { z } from 'zod';
import { BadFrame } from '../wire/frames';
import type { FilesLive } from './files-live';

/** What the transfer expects; the other is a mistake of the session. */
export interface Expected {
  data?(offset: number, data: Buffer): void;
  got?(offset: number): void;
}

export class Talk {
  /** The client's number for it. */
  readonly transfer: number;
  readonly #live: FilesLive;
  readonly #signal: AbortSignal | undefined;
  /** Rejects with why it cannot go on. Raced for calls only: each race stays with it to the end. */
  readonly #failed: Promise<never>;
  #reject: (why: Error) => void = () => {};
  #why: Error | null = null;
  #news: () => void = () => {};
  readonly #abort = () => this.#fail(abortReason(this.#signal));

  /** @throws Lost; the signal's reason */
  constructor(live: FilesLive, signal: AbortSignal | undefined, expected: Expected) {
    signal?.throwIfAborted();
    this.#live = live;
    this.#signal = signal;
    this.#failed = new Promise((_, reject) => {
      this.#reject = reject;
    });
    // Whoever waits is told; nobody has to.
    this.#failed.catch(() => {});
    this.transfer = live.begin({
      data: (offset, data) => {
        if (expected.data === undefined) throw new BadFrame('DATA came for a file that is sent.');
        expected.data(offset, data);
        this.#news();
      },
      got: (offset) => {
        if (expected.got === undefined) throw new BadFrame('GOT came for a file that is fetched.');
        expected.got(offset);
        this.#news();
      },
      drained: () => this.#news(),
      failed: (why) => this.#fail(why),
    });
    signal?.addEventListener('abort', this.#abort);
  }

  /** @throws Failure; Lost; the signal's reason */
  ask<S extends z.ZodType>(
    op: 'get' | 'journal-get' | 'done' | 'put' | 'commit' | 'put-at-once',
    fields: Record<string, unknown>,
    schema: S,
  ): Promise<z.output<S>> {
    if (this.#why !== null) return Promise.reject(this.#why);
    const asked = this.#live.calls.ask(op, { transfer: this.transfer, ...fields }, schema);
    return Promise.race([asked, this.#failed]);
  }

  /** Resolves when it is so and writing is possible. @throws Failure; Lost; the signal's reason */
  async until(so: () => boolean): Promise<void> {
    for (;;) {
      if (this.#why !== null) throw this.#why;
      if (so() && !this.#live.conversation.blocked) return;
      await new Promise<void>((resolve) => {
        this.#news = resolve;
      });
    }
  }

  /** From here on it cannot be cancelled: what was asked for last cannot be held up. */
  decide(): void {
    this.#signal?.removeEventListener('abort', this.#abort);
  }

  /** Nothing is heard any more. */
  end(): void {
    this.decide();
    this.#live.end(this.transfer);
  }

  #fail(why: Error): void {
    this.#why ??= why;
    this.#reject(this.#why);
    this.#news();
  }
}

/** What an abort says, as an error. */
function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('It was cancelled.', 'AbortError');
}
