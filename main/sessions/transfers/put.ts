/** One try at sending a file over one conversation; a later try goes on from where this one came. */
import { createHash, type Hash } from 'node:crypto';
import type { z } from 'zod';
import { Failure } from '../../failure';
import { Lost } from '../link/calls';
import { MOST_DATA } from '../wire/frames';
import { type Entry, FileAnswers } from '../wire/messages';
import type { FilesLive } from './files-live';
import type { LocalSource } from './local-source';

/** What is sent, and where it goes. */
export interface PutJob {
  readonly source: LocalSource;
  readonly remote: Uint8Array;
  /** Names what an earlier try left at the other end. */
  readonly key: string;
  readonly replace: boolean;
  readonly progress: (done: number) => void;
  readonly signal: AbortSignal | undefined;
}

/** @throws Failure; Lost: try again on the next conversation; the signal's reason */
export async function put(live: FilesLive, job: PutJob): Promise<Entry> {
  const attempt = new PutAttempt(live, job);
  try {
    return await attempt.run();
  } finally {
    attempt.end();
  }
}

class PutAttempt {
  readonly #live: FilesLive;
  readonly #job: PutJob;
  #transfer = 0;
  /** Rejects when the transfer fails, is cancelled or lost. */
  #failed: Promise<never> = new Promise(() => {});
  #why: Error | null = null;
  #fail: (why: Error) => void = () => {};
  readonly #abort = () => this.#fail(abortReason(this.#job.signal));

  constructor(live: FilesLive, job: PutJob) {
    this.#live = live;
    this.#job = job;
    job.signal?.addEventListener('abort', this.#abort);
  }

  async run(): Promise<Entry> {
    const { source, progress } = this.#job;
    try {
      const { hash, offset } = await this.#begin();
      progress(offset);
      await this.#send(hash, offset);
      await source.mustBeUnchanged();
      return await this.#ask('commit', { sha256: hash.digest('hex') }, FileAnswers.commit);
    } catch (why) {
      // What was given up by this end must not stay at the other.
      if (!(why instanceof Lost) && this.#transfer !== 0) await this.#cancel();
      throw why;
    }
  }

  end(): void {
    this.#live.end(this.#transfer);
    this.#job.signal?.removeEventListener('abort', this.#abort);
  }

  /** Where to go on, with what lies below it hashed. */
  async #begin(): Promise<{ hash: Hash; offset: number }> {
    const left = await this.#open();
    const hash = createHash('sha256');
    await this.#job.source.read(0, left.offset, (piece) => void hash.update(piece));
    if (hash.copy().digest('hex') === left.sha256) return { hash, offset: left.offset };
    // What is there is not the beginning of this file.
    await this.#cancel();
    this.#live.end(this.#transfer);
    const { offset } = await this.#open();
    if (offset !== 0) throw new Failure('busy', 'Another transfer writes the same file.');
    return { hash: createHash('sha256'), offset };
  }

  #open() {
    this.#job.signal?.throwIfAborted();
    this.#failed = new Promise((_, reject) => {
      this.#fail = (why) => {
        this.#why ??= why;
        reject(why);
      };
    });
    // Whoever waits for it is told; nobody has to.
    this.#failed.catch(() => {});
    this.#transfer = this.#live.begin({
      got: (offset) => this.#job.progress(offset),
      failed: (why) => this.#fail(why),
    });
    const { source, remote, key, replace } = this.#job;
    return this.#ask(
      'put',
      {
        key,
        path: Buffer.from(remote).toString('base64'),
        length: source.size,
        mode: source.mode,
        mtime: source.mtime,
        replace,
      },
      FileAnswers.put,
    );
  }

  async #send(hash: Hash, from: number): Promise<void> {
    const { source } = this.#job;
    await source.read(from, source.size, async (data, offset) => {
      if (this.#why !== null) throw this.#why;
      hash.update(data);
      for (let at = 0; at < data.length; at += MOST_DATA) {
        const piece = data.subarray(at, at + MOST_DATA);
        const frame = { type: 'data', transfer: this.#transfer, offset: offset + at } as const;
        this.#live.conversation.send({ ...frame, data: piece });
      }
      await Promise.race([this.#live.writable(), this.#failed]);
    });
  }

  #ask<S extends z.ZodType>(
    op: 'put' | 'commit',
    fields: Record<string, unknown>,
    schema: S,
  ): Promise<z.output<S>> {
    const asked = this.#live.calls.ask(op, { transfer: this.#transfer, ...fields }, schema);
    return Promise.race([asked, this.#failed]);
  }

  async #cancel(): Promise<void> {
    const asked = this.#live.calls.ask('cancel', { transfer: this.#transfer }, FileAnswers.cancel);
    await asked.catch(() => {});
  }
}

/** What an abort says, as an error. */
export function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('It was cancelled.', 'AbortError');
}
