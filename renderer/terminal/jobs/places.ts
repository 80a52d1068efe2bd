/**
 * Where jobs began to print, as places in the terminal's lines: a place of its own is kept for each as its bytes are parsed,
 * which moves with the lines and goes with them. A job may be told of after it has printed; so places are kept, too, where
 * output began after a pause, which is where GAM's does: it takes longer to start.
 */

/** A line of the terminal, wherever it has moved to; -1 once it is gone. What xterm's markers are. */
export interface Place {
  readonly line: number;
  dispose(): void;
}

/** As many are kept: each costs a little with every line that is dropped. */
const MOST = 100;
/** Output is a new one after as long a silence. ms */
const PAUSE_MS = 100;

/** The places by the offsets of the output. */
export class JobPlaces {
  readonly #mark: () => Place | undefined;
  /** Those that have not been parsed yet. */
  readonly #wanted = new Set<number>();
  readonly #found = new Map<number, Place>();
  #parsed = 0;
  /** When output came last. */
  #came = Number.NEGATIVE_INFINITY;
  /** What was kept last without a job. */
  #last: Place | null = null;

  /** `mark` keeps the line of the cursor; undefined: it cannot be kept. */
  constructor(mark: () => Place | undefined) {
    this.#mark = mark;
  }

  /** A job began at the offset. Where that has just been parsed it is the line of the cursor. */
  want(offset: number): void {
    if (this.#found.has(offset)) return;
    if (offset === this.#parsed) this.#keep(offset);
    else if (offset > this.#parsed) this.#wanted.add(offset);
  }

  /** Output from the offset on has come; `now` in ms. */
  came(offset: number, now: number): void {
    const isNew = now - this.#came > PAUSE_MS;
    this.#came = now;
    if (!isNew || offset !== this.#parsed || this.#found.has(offset)) return;
    const place = this.#mark();
    if (place === undefined) return;
    // Each key that is typed comes by itself: of a line the first counts.
    if (this.#last?.line === place.line) place.dispose();
    else {
      this.#last = place;
      this.#add(offset, place);
    }
  }

  /** The lengths of the pieces that bytes from the offset on are to be parsed in, so that each place is an end of one. */
  cuts(offset: number, length: number): number[] {
    const inside = [...this.#wanted].filter((one) => one > offset && one < offset + length);
    const ends = [...inside.sort((a, b) => a - b), offset + length];
    return ends.map((end, index) => end - (ends[index - 1] ?? offset));
  }

  /** Output below the offset has been parsed. */
  parsed(offset: number): void {
    this.#parsed = offset;
    for (const one of this.#wanted) {
      if (one > offset) continue;
      this.#wanted.delete(one);
      if (one === offset) this.#keep(one);
    }
  }

  /** The line at which the output from the offset on begins; null: it is not in the terminal, or not any more. */
  lineOf(offset: number): number | null {
    const line = this.#found.get(offset)?.line ?? -1;
    return line < 0 ? null : line;
  }

  #keep(offset: number): void {
    const place = this.#mark();
    if (place !== undefined) this.#add(offset, place);
  }

  #add(offset: number, place: Place): void {
    this.#found.set(offset, place);
    const [oldest] = this.#found;
    if (this.#found.size <= MOST || oldest === undefined) return;
    oldest[1].dispose();
    this.#found.delete(oldest[0]);
  }
}
