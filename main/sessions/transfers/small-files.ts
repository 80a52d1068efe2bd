/**
 * Small files to a session, many in one go: no round trip for each of them, and none to learn where to go on, since what is
 * lost of a bundle is sent again as a whole.
 */
import type { z } from 'zod';
import { Failure } from '../../failure';
import { type Entry, FileAnswers } from '../wire/file-answers';
import { MOST_DATA } from '../wire/frames';
import { Deflater, MOST_PIECE, packed } from './deflate';
import type { FilesLink } from './files-link';
import type { FilesLive } from './files-live';
import { declared, type SmallFile } from './small-file';
import { Talk } from './talk';

interface Waiting {
  readonly file: SmallFile;
  readonly signal: AbortSignal | undefined;
  readonly done: (entry: Entry) => void;
  readonly fail: (why: unknown) => void;
}

type Placed = z.output<(typeof FileAnswers)['put-at-once']>['files'][number];

/** What the agent takes in one bundle. */
const MOST_FILES = 256;
const MOST_BYTES = 1_048_576;
/** Bytes of their paths, which all go into one frame. */
const MOST_PATHS = 524_288;
/** Bundles at a time: while one is put into its places the next is on its way. The agent takes 8. */
const AT_ONCE = 3;

export class SmallFiles {
  readonly #link: FilesLink;
  readonly #waiting = new Set<Waiting>();
  #sending = 0;
  #asked = false;

  constructor(link: FilesLink) {
    this.#link = link;
  }

  /**
   * Resolves when the file is in its place. What is on its way when the signal comes is not held up, but not sent again either.
   * @throws Failure; the signal's reason
   */
  async put(file: SmallFile, signal: AbortSignal | undefined): Promise<Entry> {
    signal?.throwIfAborted();
    let stop: () => void = () => {};
    try {
      return await new Promise<Entry>((done, fail) => {
        const waiting: Waiting = { file, signal, done, fail };
        stop = () => {
          if (this.#waiting.delete(waiting)) fail(signal?.reason);
        };
        signal?.addEventListener('abort', stop);
        this.#waiting.add(waiting);
        this.#soon();
      });
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /**
   * What is asked for in one go goes together. While a bundle is under way the next one goes when it is full, or when the
   * other end has nothing more to do, since each costs a round trip and waits for the disk
   * (as https://www.rfc-editor.org/rfc/rfc896 has it for packets).
   */
  #soon(): void {
    if (this.#asked || this.#sending === AT_ONCE || this.#waiting.size === 0) return;
    this.#asked = true;
    setImmediate(() => {
      this.#asked = false;
      const { bundle, isFull } = this.#next();
      if (bundle.length === 0 || (this.#sending > 0 && !isFull)) return;
      for (const waiting of bundle) this.#waiting.delete(waiting);
      void this.#send(bundle);
      this.#soon();
    });
  }

  /** The bundle that is to go next, as far as it is known. */
  #next(): { bundle: Waiting[]; isFull: boolean } {
    const bundle: Waiting[] = [];
    let [bytes, paths] = [0, 0];
    for (const waiting of this.#waiting) {
      bytes += waiting.file.data.length;
      paths += waiting.file.remote.length;
      const isFull = bytes > MOST_BYTES || paths > MOST_PATHS;
      if (isFull && bundle.length > 0) return { bundle, isFull };
      bundle.push(waiting);
      if (bundle.length === MOST_FILES) return { bundle, isFull: true };
    }
    return { bundle, isFull: false };
  }

  async #send(bundle: readonly Waiting[]): Promise<void> {
    this.#sending += 1;
    try {
      await this.#place(bundle);
    } catch (why) {
      for (const { fail } of bundle) fail(why);
    }
    this.#sending -= 1;
    this.#soon();
  }

  #place(bundle: readonly Waiting[]): Promise<void> {
    let tries = 0;
    return this.#link.persist(async (live) => {
      tries += 1;
      const wanted = bundle.filter(isWanted);
      if (wanted.length === 0) return;
      const placed = await sendOnce(
        live,
        wanted.map(({ file }) => file),
      );
      await Promise.all(wanted.map((one, index) => settle(live, one, placed[index], tries > 1)));
    });
  }
}

/** Those whose signal has come by now are told so. */
function isWanted({ signal, fail }: Waiting): boolean {
  if (signal?.aborted) fail(signal.reason);
  return !signal?.aborted;
}

async function sendOnce(live: FilesLive, files: readonly SmallFile[]): Promise<Placed[]> {
  const talk = new Talk(live, undefined, {});
  try {
    const fields = { files: files.map(declared) };
    const answer = talk.ask('put-at-once', fields, FileAnswers['put-at-once']);
    // It may be refused, or lost, before all is sent.
    answer.catch(() => {});
    await sendBytes(live, talk, Buffer.concat(files.map(({ data }) => data)));
    const placed = (await answer).files;
    if (placed.length === files.length) return placed;
    throw new Failure('bad-frame', 'The session answered for other files than were sent.');
  } finally {
    talk.end();
  }
}

async function sendBytes(live: FilesLive, talk: Talk, all: Buffer): Promise<void> {
  const { transfer } = talk;
  const deflater = new Deflater();
  for (let offset = 0; offset < all.length; offset += MOST_PIECE) {
    const piece = all.subarray(offset, offset + MOST_PIECE);
    const less = live.can('deflate') ? await deflater.pack(piece) : null;
    await talk.until(() => true);
    if (less !== null) live.conversation.send(packed(transfer, offset, less));
    else
      for (let at = 0; at < piece.length; at += MOST_DATA) {
        const data = piece.subarray(at, at + MOST_DATA);
        live.conversation.send({ type: 'data', transfer, offset: offset + at, data });
      }
  }
}

/** `again`: an earlier try may have put the file into its place, where it is found now. @throws Lost */
async function settle(
  live: FilesLive,
  { file, done, fail }: Waiting,
  placed: Placed | undefined,
  again: boolean,
): Promise<void> {
  if (placed?.ok !== undefined) return done(placed.ok);
  const { code, message } = placed?.error ?? { code: 'bad-frame', message: 'There was no answer.' };
  const there = again && code === 'exists' ? await sameThere(live, file) : null;
  if (there === null) fail(new Failure(code, message));
  else done(there);
}

async function sameThere(live: FilesLive, { remote, sha256 }: SmallFile): Promise<Entry | null> {
  const fields = { path: Buffer.from(remote).toString('base64'), hash: true };
  try {
    const there = await live.calls.ask('stat', fields, FileAnswers.stat);
    return there.sha256 === sha256 ? there : null;
  } catch (why) {
    if (why instanceof Failure) return null;
    throw why;
  }
}
