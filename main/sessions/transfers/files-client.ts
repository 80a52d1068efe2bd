/** Files of a session: many over one connection, each resumed after drops and checked by sha256 at both ends. */
import { Failure } from '../../failure';
import { Lost } from '../link/calls';
import { type FullParts, full, helloBasics, type Parts } from '../link/connect';
import { Keeper } from '../link/keeper';
import { BadFrame } from '../wire/frames';
import { type Entry, FileAnswers } from '../wire/messages';
import { FilesLive } from './files-live';
import { get, isStale } from './get';
import { LocalPart, refuseExisting } from './local-part';
import { LocalSource } from './local-source';
import { put } from './put';

/** How far a transfer is. Bytes. */
export interface TransferProgress {
  /** Written at the other end. */
  readonly done: number;
  readonly total: number;
}

export interface TransferOptions {
  readonly progress?: (progress: TransferProgress) => void;
  /** Cancels: nothing is left at either end, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Whether a file that is there already may be replaced. */
  readonly replace?: boolean;
}

/** A path in a session, relative to its working folder: bytes, never a local path. `pathOf` makes one from text. */
export type RemotePath = Uint8Array;

/** UTF-8 of a text. */
export function pathOf(text: string): RemotePath {
  return Buffer.from(text, 'utf8');
}

/** DATA that may be on its way without a GOT. Bytes. */
const WINDOW = 1_048_576;
const PAGE = 1_000;
/** The program of a connection that was cut may hold its file for a while. Milliseconds. */
const BUSY_FOR_MS = 30_000;
const BUSY_PAUSE_MS = 500;

/** Connects when first used. All throw Failures with the agent's codes: `not-found`, `exists`, `disk-full`, … */
export class FilesClient {
  readonly #parts: FullParts;
  #keeper: Keeper | null = null;
  #live: FilesLive | null = null;
  /** Who waits for a connection. */
  #waiting: { go: (live: FilesLive) => void; fail: (why: Error) => void }[] = [];
  #working = 0;
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = full(parts);
  }

  /** Sends a local file; what an earlier try of the same file left is used. */
  async put(local: string, remote: RemotePath, options: TransferOptions = {}): Promise<Entry> {
    const source = await LocalSource.open(local);
    const { progress, signal, replace = false } = options;
    const tell = (done: number) => progress?.({ done, total: source.size });
    const key = source.keyFor(remote);
    const job = { source, remote, key, replace, progress: tell, signal };
    try {
      return await this.#patiently((live) => put(live, job), signal);
    } finally {
      await source.close();
    }
  }

  /** Fetches a file to the local path that the caller names; `sha256` in hexadecimal. */
  async get(
    remote: RemotePath,
    local: string,
    options: TransferOptions = {},
  ): Promise<{ size: number; sha256: string }> {
    const { signal, replace = false } = options;
    if (!replace) await refuseExisting(local);
    const part = await LocalPart.open(local, remote);
    try {
      const { size, mtime, mode } = await this.#fetch(part, remote, options);
      const { sha256 } = part;
      await part.settle(mtime, mode, replace);
      return { size, sha256 };
    } catch (why) {
      // Only what a later try can go on with stays.
      if (signal?.aborted || part.size === 0 || isStale(why)) await part.discard();
      else await part.close();
      throw why;
    }
  }

  /** All entries of a folder, by the bytes of their names. */
  async *list(path: RemotePath): AsyncGenerator<Entry> {
    const fields = { path: Buffer.from(path).toString('base64'), limit: PAGE };
    let after: string | null = null;
    for (let more = true; more; ) {
      const query: Record<string, unknown> = { ...fields, after };
      const page = await this.#persist((live) => live.calls.ask('list', query, FileAnswers.list));
      yield* page.entries;
      const last = page.entries.at(-1);
      more = page.more && last !== undefined;
      if (last !== undefined) after = Buffer.from(last.name).toString('base64');
    }
  }

  /** One file or folder; `hash`: with the sha256 of a regular file. */
  stat(path: RemotePath, hash = false): Promise<Entry> {
    const fields = { path: Buffer.from(path).toString('base64'), hash };
    return this.#persist((live) => live.calls.ask('stat', fields, FileAnswers.stat));
  }

  /** Closes the connection; transfers that still run fail, and what is there of them stays for a later try. */
  async close(): Promise<void> {
    this.#closed = true;
    const keeper = this.#keeper;
    this.#keeper = null;
    this.#lose();
    this.#giveUp(new Failure('closed', 'The transfer was stopped.'));
    await keeper?.close();
  }

  async #fetch(part: LocalPart, remote: RemotePath, options: TransferOptions) {
    const { progress, signal } = options;
    const tell = (done: number, total: number) => progress?.({ done, total });
    const job = { part, remote, progress: tell, signal };
    const resumed = part.size > 0;
    try {
      return await this.#persist((live) => get(live, job), signal);
    } catch (why) {
      if (!resumed || !isStale(why)) throw why;
      // What was left is of another file: from the beginning, once.
      await part.empty();
      return await this.#persist((live) => get(live, job), signal);
    }
  }

  /** As `persist`, and waits for what an earlier connection still holds. */
  async #patiently<T>(work: (live: FilesLive) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const until = this.#parts.clock.now() + BUSY_FOR_MS;
    for (;;) {
      try {
        return await this.#persist(work, signal);
      } catch (why) {
        const busy = why instanceof Failure && why.code === 'busy';
        if (!busy || this.#parts.clock.now() >= until) throw why;
        await new Promise<void>((go) => this.#parts.clock.after(BUSY_PAUSE_MS, go));
        signal?.throwIfAborted();
      }
    }
  }

  /** Does it on this connection, or the next, until it is done or fails for a reason of its own. */
  async #persist<T>(work: (live: FilesLive) => Promise<T>, signal?: AbortSignal): Promise<T> {
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

  #reach(signal?: AbortSignal): Promise<FilesLive> {
    if (this.#closed) throw new Failure('closed', 'The transfer was stopped.');
    signal?.throwIfAborted();
    if (this.#live !== null) return Promise.resolve(this.#live);
    return new Promise((resolve, reject) => {
      const stop = () => reject(signal?.reason);
      signal?.addEventListener('abort', stop);
      const done = () => signal?.removeEventListener('abort', stop);
      this.#waiting.push({
        go: (live) => {
          done();
          resolve(live);
        },
        fail: (why) => {
          done();
          reject(why);
        },
      });
      this.#connect();
    });
  }

  #connect(): void {
    if (this.#keeper !== null) return;
    const basics = helloBasics(this.#parts);
    const keeper = new Keeper(this.#parts, {
      program: 'files',
      hello: () => ({ ...basics, role: 'files', window: WINDOW }),
      welcomed: (welcome, conversation) => {
        if (welcome.role !== 'files') throw new BadFrame(`Files were welcomed as ${welcome.role}.`);
        this.#begin(new FilesLive(conversation));
      },
      frame: (frame) => this.#live?.frame(frame, (code, message) => new Failure(code, message)),
      drained: () => this.#live?.drained(),
      lost: (reason, nextTryAt) => this.#lost(keeper, reason, nextTryAt),
      over: (why, conversation) => {
        void conversation?.close('closing');
        const reason = why.kind === 'bye' ? 'The session has ended.' : why.reason;
        this.#keeper = null;
        this.#lose();
        this.#giveUp(new Failure('session-ended', reason));
      },
    });
    this.#keeper = keeper;
    keeper.start();
  }

  #begin(live: FilesLive): void {
    this.#live = live;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { go } of waiting) go(live);
  }

  #lost(keeper: Keeper, reason: string, nextTryAt: number | null): void {
    this.#lose();
    // Without work there is nothing to come back for.
    if (nextTryAt !== null && this.#working > 0) return;
    this.#keeper = null;
    void keeper.close();
    this.#giveUp(new Failure('unreachable', reason));
  }

  #lose(): void {
    this.#live?.lose();
    this.#live = null;
  }

  #giveUp(why: Failure): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { fail } of waiting) fail(why);
  }
}
