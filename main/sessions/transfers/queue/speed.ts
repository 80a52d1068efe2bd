/** How quick a transfer is, from how far it was when. */

/** What lies further back says nothing about now. Milliseconds. */
const SPAN_MS = 5_000;
/** Less time tells no speed; marks are not nearer to each other than a part of it. */
const LEAST_MS = 500;

interface Mark {
  readonly at: number;
  readonly done: number;
}

/** Bytes in a second over the last seconds. */
export class Speed {
  #marks: readonly Mark[] = [];

  /** It is so far now: `at` in ms, `done` in bytes. What goes back begins anew. */
  mark(at: number, done: number): void {
    const last = this.#marks.at(-1);
    if (last !== undefined && (done < last.done || at < last.at)) this.#marks = [];
    else if (last !== undefined && at - last.at < LEAST_MS / 4) return;
    this.#marks = [...this.#marks.filter((mark) => mark.at >= at - SPAN_MS), { at, done }];
  }

  /** Null: not known yet. */
  at(now: number, done: number): number | null {
    const first = this.#marks.find((mark) => mark.at >= now - SPAN_MS);
    if (first === undefined || now - first.at < LEAST_MS) return null;
    return (Math.max(0, done - first.done) / (now - first.at)) * 1000;
  }

  /** It was not under way: what was before does not count. */
  forget(): void {
    this.#marks = [];
  }
}
