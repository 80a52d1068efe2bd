/** A folder here that is being filled: it gets its mode and its time when all that is in it has come or is given up. */
import { chmod, utimes } from 'node:fs/promises';
import type { Entry } from '../../wire/file-answers';
import { systemCode } from '../local-errors';
import { utime } from '../local-time';

/** What is fetched is nobody else's to write, and its owner can always use it. */
const MODE = 0o755;
const OWNER = 0o700;

export class FetchedFolder {
  readonly path: string;
  readonly #entry: Pick<Entry, 'mode' | 'mtime'>;
  readonly #above: FetchedFolder | null;
  readonly #note: (sentence: string) => void;
  /** What is not over yet; one is the looking through it. However much it holds, nothing more is kept of that. */
  #open = 1;

  /** `entry`: how it is in the session; `note` is told what could not be had. */
  constructor(
    path: string,
    entry: Pick<Entry, 'mode' | 'mtime'>,
    above: FetchedFolder | null,
    note: (sentence: string) => void,
  ) {
    this.path = path;
    this.#entry = entry;
    this.#above = above;
    this.#note = note;
    above?.enter();
  }

  /** Something that goes into it begins. */
  enter(): void {
    this.#open += 1;
  }

  /** Something is over. */
  async leave(): Promise<void> {
    this.#open -= 1;
    if (this.#open > 0) return;
    await this.#settle();
    await this.#above?.leave();
  }

  async #settle(): Promise<void> {
    try {
      await chmod(this.path, (this.#entry.mode & MODE) | OWNER);
      await utimes(this.path, new Date(), utime(this.#entry.mtime));
    } catch (why) {
      const code = systemCode(why);
      if (code === null) throw why;
      this.#note(`Mode and time of a folder were not kept (${code}): ${this.path}`);
    }
  }
}
