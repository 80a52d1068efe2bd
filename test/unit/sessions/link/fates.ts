/** What became of each key of one person: thousands of them, so in arrays of numbers. */

/** The end of a key. `forgotten`: by a person's word, when it was on no way to the host. */
export type End = 'taken' | 'lost' | 'handed back' | 'forgotten';

/** What is known of a key that has no end yet. */
export interface OpenKey {
  /** When it was typed, ms. */
  readonly at: number;
  /** The shell that the window knew then, or null. */
  readonly shell: number | null;
  readonly isDiscarded: boolean;
  readonly isForbidden: boolean;
}

const ENDS: readonly (End | null)[] = [null, 'taken', 'lost', 'handed back', 'forgotten'];
const NONE = 0;

/** There are thousands of them: an `expect` for each takes too long. */
export function must(holds: boolean, words: string): void {
  if (!holds) throw new Error(words);
}

export class Fates {
  readonly #end: number[] = [];
  readonly #at: number[] = [];
  readonly #shell: (number | null)[] = [];
  /** Keys below these were discarded while the link was away, or typed before another had the terminal. */
  #discardedTo = 0;
  #forbiddenTo = 0;
  /** All below have an end. */
  #low = 0;

  /** So many keys are typed. */
  type(keys: number, at: number, shell: number | null): void {
    for (let left = keys; left > 0; left -= 1) {
      this.#end.push(NONE);
      this.#at.push(at);
      this.#shell.push(shell);
    }
  }

  /** The keys that have no end. */
  *open(): Generator<number> {
    while (this.#end[this.#low] !== NONE && this.#low < this.#end.length) this.#low += 1;
    for (let key = this.#low; key < this.#end.length; key += 1)
      if (this.#end[key] === NONE) yield key;
  }

  /** @throws it is not there */
  of(key: number): OpenKey {
    const at = this.#at[key];
    if (at === undefined) throw new Error(`key ${key} was never typed`);
    const isDiscarded = key < this.#discardedTo;
    const isForbidden = key < this.#forbiddenTo;
    return { at, shell: this.#shell[key] ?? null, isDiscarded, isForbidden };
  }

  /** The person does not want what was typed so far; some of it may have been taken. */
  discard(): void {
    this.#discardedTo = this.#end.length;
  }

  /** None of what was typed so far may be taken any more. */
  forbid(): void {
    this.#forbiddenTo = this.#end.length;
  }

  /** @throws it has an end already */
  close(key: number, end: End): void {
    const before = this.#end[key] ?? NONE;
    must(before === NONE, `a key was ${ENDS[before]}, and ${end}`);
    this.#end[key] = ENDS.indexOf(end);
  }
}
