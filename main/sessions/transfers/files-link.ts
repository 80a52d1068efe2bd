/** Keeps a `files` conversation as long as there is work for it, over drops. */
import { Failure } from '../../failure';
import { Lost } from '../link/calls';
import type { Clock } from '../link/clock';
import { type FullParts, full, helloBasics, type Parts } from '../link/connect';
import { Keeper } from '../link/keeper';
import { BadFrame } from '../wire/frames';
import { FilesLive } from './files-live';
import { LEAST_REACH } from './reach';

/** What is done over a conversation. It throws Lost where it is to be done again over the next one. */
export type Work<T> = (live: FilesLive) => Promise<T>;

/** Whether the session can be reached. */
export type LinkNews =
  | { readonly kind: 'live' }
  /** `nextTryAt`: ms since 1970, or null: it is not tried by itself. */
  | { readonly kind: 'away'; readonly reason: string; readonly nextTryAt: number | null };

interface Waiter {
  readonly go: (live: FilesLive) => void;
  readonly fail: (why: Error) => void;
}

export class FilesLink {
  readonly clock: Clock;
  readonly #parts: FullParts;
  #keeper: Keeper | null = null;
  #live: FilesLive | null = null;
  /** Who waits for a connection. */
  readonly #waiters = new Set<Waiter>();
  #working = 0;
  #closed = false;

  readonly #told: (news: LinkNews) => void;

  constructor(parts: Parts, told: (news: LinkNews) => void = () => {}) {
    this.#told = told;
    this.#parts = full(parts);
    this.clock = this.#parts.clock;
  }

  /**
   * Does it on this connection, or the next, until it is done or fails for a reason of its own.
   * @throws Failure `unreachable`, `session-ended`, `closed`; the signal's reason while there is no connection
   */
  async persist<T>(work: Work<T>, signal?: AbortSignal): Promise<T> {
    this.#working += 1;
    try {
      for (;;) {
        const live = await this.#reach(signal);
        try {
          return await work(live);
        } catch (why) {
          if (!(why instanceof Lost)) throw why;
        }
      }
    } finally {
      this.#working -= 1;
    }
  }

  /** Tries at once, if it waits for its next try. */
  retry(): void {
    if (this.#live === null) this.#keeper?.retry();
  }

  /** For good: what is under way fails. */
  async close(): Promise<void> {
    this.#closed = true;
    const keeper = this.#keeper;
    this.#leave(new Failure('closed', 'The connection was closed.'));
    await keeper?.close();
  }

  #reach(signal?: AbortSignal): Promise<FilesLive> {
    if (this.#closed) throw new Failure('closed', 'The connection was closed.');
    signal?.throwIfAborted();
    if (this.#live !== null) return Promise.resolve(this.#live);
    return this.#wait(signal);
  }

  async #wait(signal?: AbortSignal): Promise<FilesLive> {
    let stop: () => void = () => {};
    let waiter: Waiter | null = null;
    try {
      return await new Promise<FilesLive>((go, fail) => {
        waiter = { go, fail };
        stop = () => fail(signal?.reason);
        this.#waiters.add(waiter);
        signal?.addEventListener('abort', stop);
        this.#connect();
      });
    } finally {
      signal?.removeEventListener('abort', stop);
      if (waiter !== null) this.#waiters.delete(waiter);
    }
  }

  #connect(): void {
    if (this.#keeper !== null) return;
    const basics = helloBasics(this.#parts);
    const keeper = new Keeper(this.#parts, {
      program: 'files',
      hello: () => ({ ...basics, capabilities: ['deflate'], role: 'files', window: LEAST_REACH }),
      welcomed: (welcome, conversation) => {
        if (welcome.role !== 'files') throw new BadFrame(`Files were welcomed as ${welcome.role}.`);
        this.#live = new FilesLive(conversation, welcome.capabilities);
        this.#told({ kind: 'live' });
        for (const { go } of this.#waiters) go(this.#live);
      },
      frame: (frame) => this.#live?.frame(frame),
      drained: () => this.#live?.drained(),
      lost: ({ reason, nextTryAt }) => this.#lost(keeper, reason, nextTryAt),
      over: (why, conversation) => {
        void conversation?.close('closing');
        const reason = why.kind === 'bye' ? 'The session has ended.' : why.reason;
        this.#leave(new Failure('session-ended', reason));
      },
    });
    this.#keeper = keeper;
    keeper.start();
  }

  #lost(keeper: Keeper, reason: string, nextTryAt: number | null): void {
    this.#live?.lose();
    this.#live = null;
    this.#told({ kind: 'away', reason, nextTryAt });
    // Without work there is nothing to come back for.
    if (nextTryAt !== null && this.#working > 0) return;
    void keeper.close();
    this.#leave(new Failure('unreachable', reason));
  }

  /** Whoever comes next begins with a new connection. */
  #leave(why: Failure): void {
    this.#keeper = null;
    this.#live?.lose();
    this.#live = null;
    for (const { fail } of this.#waiters) fail(why);
  }
}
