/** One try at sending a file over one conversation. */
import { createHash, type Hash } from 'node:crypto';
import type { z } from 'zod';
import { Failure } from '../../failure';
import { type Entry, FileAnswers } from '../wire/file-answers';
import { BadFrame, EVEN_DATA } from '../wire/frames';
import { Deflater, MOST_PIECE, packed } from './deflate';
import type { FilesLive } from './files-live';
import type { LocalSource } from './local-source';
import { Pace } from './pace';
import { Reach } from './reach';
import { Talk } from './talk';

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

/** How much is at the other end already, and its sha256. */
export type PutAnswer = z.output<typeof FileAnswers.put>;

export class PutAttempt {
  readonly #live: FilesLive;
  readonly #job: PutJob;
  readonly #talk: Talk;
  readonly #deflater = new Deflater();
  readonly #reach = new Reach();
  #pace = new Pace(0);
  #sent = 0;
  #got = 0;

  /** @throws Lost; the signal's reason */
  constructor(live: FilesLive, job: PutJob) {
    this.#live = live;
    this.#job = job;
    this.#talk = new Talk(live, job.signal, { got: (offset) => this.#heard(offset) });
  }

  /** The client's number for it. */
  get transfer(): number {
    return this.#talk.transfer;
  }

  /** @throws Failure; Lost; the signal's reason */
  begin(): Promise<PutAnswer> {
    return this.#talk.ask('put', putFields(this.#job), FileAnswers.put);
  }

  /** What lies below `offset` here, hashed if it is what is there, or null. */
  async compare({ offset, sha256 }: PutAnswer): Promise<Hash | null> {
    const { source } = this.#job;
    if (offset > source.size) return null;
    const hash = createHash('sha256');
    await source.read(0, offset, async (piece) => {
      hash.update(piece);
      await this.#talk.until(() => true);
    });
    return hash.copy().digest('hex') === sha256 ? hash : null;
  }

  /** Sends what lies from `offset` on, adds it to `hash`, and resolves to the sha256 of all when it is written there. */
  async send(offset: number, hash: Hash): Promise<string> {
    const { source, progress } = this.#job;
    this.#sent = offset;
    this.#got = offset;
    this.#pace = new Pace(offset);
    progress(offset);
    await source.read(offset, source.size, async (data) => {
      hash.update(data);
      if (await this.#sendDeflated(data)) return;
      for (let at = 0; at < data.length; at += EVEN_DATA)
        await this.#sendPiece(data.subarray(at, at + EVEN_DATA));
    });
    await this.#talk.until(() => this.#got === source.size);
    await source.mustBeUnchanged();
    return hash.digest('hex');
  }

  /** From here on it cannot be cancelled. @throws Failure; Lost: whether it is done is not known */
  commit(sha256: string): Promise<Entry> {
    this.#talk.decide();
    return this.#talk.ask('commit', { sha256 }, FileAnswers.commit);
  }

  end(): void {
    this.#talk.end();
  }

  /** False: it is to go as it is. */
  async #sendDeflated(data: Buffer): Promise<boolean> {
    if (data.length > MOST_PIECE || !this.#live.can('deflate')) return false;
    if (!this.#pace.deflate(this.#sent)) return false;
    const less = await this.#deflater.pack(data);
    if (less === null) return false;
    await this.#roomFor(data);
    this.#live.conversation.send(packed(this.#talk.transfer, this.#sent, less));
    this.#sent += data.length;
    return true;
  }

  async #sendPiece(data: Buffer): Promise<void> {
    await this.#roomFor(data);
    const { transfer } = this.#talk;
    this.#live.conversation.send({ type: 'data', transfer, offset: this.#sent, data });
    this.#sent += data.length;
  }

  #roomFor({ length }: Buffer): Promise<void> {
    return this.#talk.until(() => this.#sent + length - this.#got <= this.#reach.size);
  }

  #heard(offset: number): void {
    if (offset < this.#got || offset > this.#sent)
      throw new BadFrame('GOT names bytes that were not sent, or goes back.');
    const now = performance.now();
    this.#reach.moved(offset - this.#got, now);
    this.#got = offset;
    this.#pace.got(offset, now);
    this.#job.progress(offset);
  }
}

/** Leaves nothing of what an earlier conversation brought over. @throws Failure `busy`; Lost */
export async function discardLeft(live: FilesLive, job: PutJob): Promise<void> {
  const talk = new Talk(live, undefined, {});
  try {
    // Whatever is in the target's place is not touched: only the part file is taken, to be removed.
    await talk.ask('put', { ...putFields(job), replace: true }, FileAnswers.put);
    await cancel(live, talk.transfer);
  } finally {
    talk.end();
  }
}

/** Leaves nothing of a transfer of this conversation, or with `keep` what a later try goes on with. @throws Lost */
export async function cancel(live: FilesLive, transfer: number, keep = false): Promise<void> {
  await live.calls.ask('cancel', { transfer, keep }, FileAnswers.cancel).catch((why: unknown) => {
    if (!(why instanceof Failure)) throw why;
  });
}

function putFields({ key, remote, source, replace }: PutJob): Record<string, unknown> {
  const path = Buffer.from(remote).toString('base64');
  const { size: length, mode, mtime } = source;
  return { key, path, length, mode, mtime, replace };
}
