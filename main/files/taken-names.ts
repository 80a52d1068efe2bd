/** The names that are taken in one folder of this computer, however its disk compares them. */
import { Failure } from '../failure';
import { cut, LONGEST_NAME, split } from './name-length';

/** So many names of one folder are kept in mind: a session that lists more gets no more memory. */
const MOST = 100_000;
/** Room for ` (100001)`, in bytes. */
const ROOM = 9;

/**
 * Disks of macOS and Windows hold `A.csv` and `a.csv` for one, those of macOS also é in its two forms, and a stick in a
 * Linux computer may be either: names count as the same wherever any of them says so. Where none does, a number too many does
 * no harm.
 */
export class TakenNames {
  readonly #taken = new Set<string>();
  /** By the part that numbered names share, the number to be tried next: else a thousand equal names take a million tries. */
  readonly #next = new Map<string, number>();

  /** `names`: what is in the folder already and must be left alone. */
  constructor(names: Iterable<string> = []) {
    for (const name of names) this.#taken.add(folded(name));
  }

  /** The name, or the next numbered one that is free: `a (2).csv`. It is taken from then on. @throws Failure `too-many` */
  claim(name: string): string {
    if (this.#taken.size >= MOST)
      throw new Failure(
        'too-many',
        `There are more than ${MOST.toLocaleString('en')} files in one folder.`,
        'Pack them in the session first, for example by tar.',
      );
    return this.#take(name) ? name : this.#numbered(name);
  }

  #numbered(name: string): string {
    const [whole, extension] = split(name);
    const stem = cut(whole, LONGEST_NAME - ROOM - Buffer.byteLength(extension));
    const key = folded(`${stem}/${extension}`);
    for (let number = this.#next.get(key) ?? 2; ; number++) {
      const candidate = `${stem} (${number})${extension}`;
      this.#next.set(key, number + 1);
      if (this.#take(candidate)) return candidate;
    }
  }

  #take(name: string): boolean {
    const { size } = this.#taken;
    return this.#taken.add(folded(name)).size > size;
  }
}

/** The same for all names that some disk holds for one. HFS+ leaves out what has no width. */
function folded(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{DI}/gu, '')
    .toLowerCase()
    .toUpperCase()
    .normalize('NFC');
}
