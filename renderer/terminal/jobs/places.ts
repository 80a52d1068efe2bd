/**
 * Where jobs began to print, as places in the terminal's lines: a place of its own is kept for each as its bytes are parsed,
 * which moves with the lines and goes with them. A job may be told of after it has printed; so places are kept, too, where
 * output began after a pause, which is where GAM's does: it takes longer to start.
 */
import { MOST_JOBS } from '../../../preload/contract';

/** A line of the terminal, wherever it has moved to; -1 once it is gone. What xterm's markers are. */
export interface Place {
  readonly line: number;
  dispose(): void;
}

/** As many are kept without a job, and as many of jobs: each costs a little with every line that is dropped. */
const MOST = MOST_JOBS;
/** Output is a new one after as long a silence. ms */
const PAUSE_MS = 100;

/** The places by the offsets of the output. */
export class JobPlaces {
  readonly #mark: () => Place | undefined;
  /** Those that have not been parsed yet. */
  readonly #wanted = new Set<number>();
  readonly #jobs = new Map<number, Place>();
  /** Where output began after a pause: many more than jobs, whose places they must not push out. */
  readonly #guesses = new Map<number, Place>();
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
    if (this.#jobs.has(offset)) return;
    const guess = this.#guesses.get(offset);
    if (guess !== undefined) {
      this.#guesses.delete(offset);
      add(this.#jobs, offset, guess);
    } else if (offset === this.#parsed) this.#keep(offset);
    else if (offset > this.#parsed) this.#wanted.add(offset);
  }

  /** Output from the offset on has come; `now` in ms. */
  came(offset: number, now: number): void {
    const isNew = now - this.#came > PAUSE_MS;
    this.#came = now;
    if (!isNew || offset !== this.#parsed || this.#placeOf(offset) !== undefined) return;
    const place = this.#mark();
    if (place === undefined) return;
    // Each key that is typed comes by itself: of a line the first counts.
    if (this.#last?.line === place.line) place.dispose();
    else {
      this.#last = place;
      add(this.#guesses, offset, place);
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
    const line = this.#placeOf(offset)?.line ?? -1;
    return line < 0 ? null : line;
  }

  #placeOf(offset: number): Place | undefined {
    return this.#jobs.get(offset) ?? this.#guesses.get(offset);
  }

  #keep(offset: number): void {
    const place = this.#mark();
    if (place !== undefined) add(this.#jobs, offset, place);
  }
}

/** Keeps a place; of more than the most the oldest goes. */
function add(places: Map<number, Place>, offset: number, place: Place): void {
  places.set(offset, place);
  const [oldest] = places;
  if (places.size <= MOST || oldest === undefined) return;
  oldest[1].dispose();
  places.delete(oldest[0]);
}
