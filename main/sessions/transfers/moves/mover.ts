/** Moves the files of one transfer, several at a time; and what is done where a name is taken. */
import { setMaxListeners } from 'node:events';
import type { ClashAnswer } from '../../../../preload/transfers';
import { visible } from '../../../../preload/visible';
import { Failure } from '../../../failure';
import type { TransferProgress } from '../files-client';
import { Slots } from '../slots';
import type { Clash, MovedFile, Run } from './run';

/** Files below this many bytes share bundles and answers: more of them are under way. */
const SMALL = 65_536;
/** Of one transfer: the client takes 16 larger ones of all of them at a time. */
const LARGE_AT_ONCE = 4;
const SMALL_AT_ONCE = 512;
/** Files and other work that are under way or wait for their turn. */
const MOST_MOVING = 600;
/** After these nothing else of the transfer can be moved either. */
const STOPPING = ['unreachable', 'closed', 'session-ended', 'disk-full', 'bad-frame'];
/** After these a part is kept for a later try. */
const KEPT = ['unreachable', 'closed', 'session-ended', 'disk-full'];

/** Where two files cannot be compared they are not the same: a person is asked. */
export const NOT_SAME = ['not-found', 'changed', 'permission', 'not-a-file', 'outside'];

/** Moves the files of a folder, several at a time; one that fails does not stop the others. */
export class Mover {
  readonly #run: Run;
  readonly #large = new Slots(LARGE_AT_ONCE);
  readonly #small = new Slots(SMALL_AT_ONCE);
  readonly #moving = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  /** The transfer's, or why it stopped by itself. */
  readonly #signal: AbortSignal;
  readonly #failures: Failure[] = [];
  #failed = 0;
  #why: unknown = null;

  constructor(run: Run) {
    this.#run = run;
    this.#signal = AbortSignal.any([run.signal, this.#stop.signal]);
    // Each file that is under way listens, which Node would take for a leak.
    setMaxListeners(2 * MOST_MOVING, this.#signal);
  }

  /** Resolves when the file has begun to be moved. @throws why the transfer stopped */
  async file(file: MovedFile): Promise<void> {
    const slots = file.size < SMALL ? this.#small : this.#large;
    await new Promise<void>((begun) => {
      const work = async () => {
        begun();
        await this.#move(file);
      };
      const moving: Promise<void> = slots
        .use(work, this.#signal)
        .catch((why: unknown) => this.#fail(why))
        .finally(() => {
          this.#moving.delete(moving);
          begun();
        });
      this.#moving.add(moving);
    });
    this.#mustGoOn();
  }

  /** A file that cannot be moved. */
  refuse(why: unknown): void {
    this.#run.tally.file(0);
    this.#fail(why);
  }

  /** Work that is under way beside the files. Resolves when there is not too much of it. @throws why the transfer stopped */
  async also(work: Promise<void>): Promise<void> {
    const moving: Promise<void> = work
      .catch((why: unknown) => this.#fail(why))
      .finally(() => this.#moving.delete(moving));
    this.#moving.add(moving);
    while (this.#moving.size > MOST_MOVING) await Promise.race(this.#moving);
    this.#mustGoOn();
  }

  /** Resolves when all are moved. @throws Failure of the first that failed, with how many did */
  async end(): Promise<void> {
    this.#run.tally.counted();
    await Promise.all(this.#moving);
    this.#mustGoOn();
    const [first] = this.#failures;
    if (first === undefined) return;
    const { code, message, fix } = first;
    const all = this.#run.tally.files;
    if (all === 1) throw first;
    throw new Failure(code, `${this.#failed} of ${all} files were not moved: ${message}`, fix);
  }

  /** What was begun is waited for, so that nothing of it goes on. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#moving);
  }

  async #move(file: MovedFile): Promise<void> {
    this.#mustGoOn();
    const { tally, done, left } = this.#run;
    const counted = tally.file(file.size);
    const isLarge = file.size >= SMALL;
    let isKept = false;
    try {
      if (done.has(file.mark)) return counted.over(true);
      if (isLarge) left(file.left(), true);
      const progress = ({ done, total }: TransferProgress) => counted.moved(done, total);
      await file.move({ progress, signal: this.#signal });
      done.add(file.mark);
      counted.over(true);
    } catch (why) {
      isKept = why instanceof Failure && KEPT.includes(why.code);
      if (isKept) left(file.left(), true);
      else counted.over(false);
      throw why;
    } finally {
      if (!isKept) left(file.left(), false);
      await file.over?.();
    }
  }

  #fail(why: unknown): void {
    if (why instanceof Failure && !STOPPING.includes(why.code)) {
      this.#failed += 1;
      if (this.#failures.length === 0) this.#failures.push(why);
      return;
    }
    this.#why ??= why;
    // What else is under way ends for the same reason: what came of it is kept where this one's is.
    this.#stop.abort(why);
  }

  #mustGoOn(): void {
    this.#run.signal.throwIfAborted();
    if (this.#why !== null) throw this.#why;
  }
}

/** A clash about a name in a session, as it is shown. */
export function clashOf(name: Uint8Array | string, type: string): Clash {
  const there = type === 'file' || type === 'folder' ? type : 'other';
  return { name: visible(Buffer.from(name).toString('utf8')), there };
}

/** Whether the answer can be had: only a file takes a file's place, and only a folder's files go into a folder. */
export function fits(answer: ClashAnswer, what: 'file' | 'folder', { there }: Clash): boolean {
  return answer !== 'replace' || there === what;
}

export function isFailure(why: unknown, ...codes: string[]): why is Failure {
  return why instanceof Failure && codes.includes(why.code);
}
