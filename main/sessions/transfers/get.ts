/** One try at fetching a file over one conversation; a later try goes on from what is written. */
import type { z } from 'zod';
import { Failure } from '../../failure';
import type { Lost } from '../link/calls';
import { BadFrame } from '../wire/frames';
import { FileAnswers } from '../wire/messages';
import type { FilesLive } from './files-live';
import type { LocalPart } from './local-part';
import { abortReason } from './put';

/** What is fetched, and where it is written. */
export interface GetJob {
  readonly part: LocalPart;
  readonly remote: Uint8Array;
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal | undefined;
}

/** The file as it is in the session; `mtime` in ms, `mode` permission bits. */
export interface Fetched {
  readonly size: number;
  readonly mtime: number;
  readonly mode: number;
}

/** Resolves when both ends agree on what was written. @throws Failure; Lost; the signal's reason */
export async function get(live: FilesLive, job: GetJob): Promise<Fetched> {
  const attempt = new GetAttempt(live, job);
  try {
    return await attempt.run();
  } finally {
    attempt.end();
  }
}

class GetAttempt {
  readonly #live: FilesLive;
  readonly #job: GetJob;
  readonly #transfer: number;
  /** What has come and is not written: at most the window. */
  #coming: Buffer[] = [];
  #next: number;
  #why: Error | null = null;
  #news: () => void = () => {};
  readonly #abort = () => this.#fail(abortReason(this.#job.signal));

  constructor(live: FilesLive, job: GetJob) {
    job.signal?.throwIfAborted();
    this.#live = live;
    this.#job = job;
    this.#next = job.part.size;
    this.#transfer = live.begin({
      data: (offset, data) => this.#receive(offset, data),
      failed: (why: Failure | Lost) => this.#fail(why),
    });
    job.signal?.addEventListener('abort', this.#abort);
  }

  async run(): Promise<Fetched> {
    const { part, remote, progress } = this.#job;
    const path = Buffer.from(remote).toString('base64');
    const found = await this.#ask('get', { path, offset: part.size }, FileAnswers.get);
    progress(part.size, found.size);
    while (part.size < found.size) {
      const data = await this.#more();
      await part.append(data);
      const got = { type: 'got', transfer: this.#transfer, offset: part.size } as const;
      this.#live.conversation.send(got);
      progress(part.size, found.size);
    }
    await this.#ask('done', { sha256: part.sha256 }, FileAnswers.done);
    return found;
  }

  end(): void {
    this.#live.end(this.#transfer);
    this.#job.signal?.removeEventListener('abort', this.#abort);
    if (this.#why === null) return;
    const asked = this.#live.calls.ask('cancel', { transfer: this.#transfer }, FileAnswers.cancel);
    asked.catch(() => {});
  }

  #receive(offset: number, data: Buffer): void {
    if (offset !== this.#next) throw new BadFrame('Bytes of a file came out of order.');
    this.#next += data.length;
    this.#coming.push(data);
    this.#news();
  }

  #fail(why: Error): void {
    this.#why ??= why;
    this.#news();
  }

  async #more(): Promise<Buffer> {
    while (this.#coming.length === 0 && this.#why === null) {
      await new Promise<void>((resolve) => {
        this.#news = resolve;
      });
    }
    if (this.#why !== null) throw this.#why;
    const coming = this.#coming;
    this.#coming = [];
    return Buffer.concat(coming);
  }

  async #ask<S extends z.ZodType>(
    op: 'get' | 'done',
    fields: Record<string, unknown>,
    schema: S,
  ): Promise<z.output<S>> {
    const answer = await this.#live.calls.ask(op, { transfer: this.#transfer, ...fields }, schema);
    if (this.#why !== null) throw this.#why;
    return answer;
  }
}

/** Whether beginning anew may help: what an earlier try left is not this file's beginning. */
export function isStale(why: unknown): boolean {
  return why instanceof Failure && (why.code === 'changed' || why.code === 'hash-mismatch');
}
