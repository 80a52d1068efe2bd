/** Counts how far the files of a transfer are. */
import type { TransferAmount } from '../../../../preload/transfers';

/** One file that is on its way. */
export interface Counted {
  /** Bytes at the other end, and in all: a file may have grown since it was found. */
  moved(done: number, total: number): void;
  /** It is there, or is given up: then nothing of it counts as done. */
  over(isDone: boolean): void;
}

export class Tally {
  #done = 0;
  #total = 0;
  #filesDone = 0;
  #files = 0;
  #counting = true;
  readonly #changed: (amount: TransferAmount) => void;

  constructor(changed: (amount: TransferAmount) => void) {
    this.#changed = changed;
  }

  get files(): number {
    return this.#files;
  }

  /** A file that is to be moved; `size` in bytes. */
  file(size: number): Counted {
    this.#files += 1;
    this.#total += size;
    let [seen, whole] = [0, size];
    const moved = (done: number, total: number) => {
      this.#done += done - seen;
      this.#total += total - whole;
      [seen, whole] = [done, total];
      this.#tell();
    };
    const over = (isDone: boolean) => {
      if (isDone) this.#filesDone += 1;
      moved(isDone ? whole : 0, whole);
    };
    this.#tell();
    return { moved, over };
  }

  /** All have been found. */
  counted(): void {
    this.#counting = false;
    this.#tell();
  }

  #tell(): void {
    const files = { done: this.#filesDone, total: this.#files };
    this.#changed({ done: this.#done, total: this.#total, files, counting: this.#counting });
  }
}
