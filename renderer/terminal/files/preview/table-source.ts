/** The rows of a CSV file as they are needed: few are held, the session is asked for the others. */
import type {
  AppError,
  Result,
  SessionPath,
  TableRows,
  TableWanted,
} from '../../../../preload/contract';

/** Which rows are looked at, and how they are ordered. */
export type Choice = Pick<TableWanted, 'text' | 'column' | 'sort' | 'down'>;

/** All rows, as they are in the file. */
export const ALL: Choice = { text: '', column: null, sort: null, down: false };

/** What is known of the table beside its rows. */
export interface TableState extends Omit<TableRows, 'rows'> {
  readonly choice: Choice;
  /** Nothing is known yet. */
  readonly waiting: boolean;
  readonly error: AppError | null;
}

export type Row = TableRows['rows'][number];

const NOTHING: TableState = {
  choice: ALL,
  waiting: true,
  error: null,
  columns: [],
  count: 0,
  done: false,
  full: false,
  total: 0,
  delimiter: ',',
  encoding: 'utf-8',
  changed: false,
  problem: null,
};

/** Rows asked for at a time, and rows held. */
const PAGE = 100;
const HELD = 2_000;
/** While the session still counts it is asked again after this. Milliseconds. */
const AGAIN_MS = 300;

/** Asks for rows; `wait` resolves after so many milliseconds. */
export interface TableParts {
  readonly path: SessionPath;
  readonly ask: (wanted: TableWanted) => Promise<Result<TableRows>>;
  readonly wait: (ms: number) => Promise<void>;
}

/** One open table; `subscribe` and `state` are as React wants them. */
export class TableSource {
  readonly #parts: TableParts;
  readonly #listeners = new Set<() => void>();
  #rows = new Map<number, Row>();
  #state = NOTHING;
  #seen = { first: 0, last: PAGE };
  #fresh = false;
  #asking = false;
  #closed = false;
  #wake: () => void = () => {};
  /** Grows with each choice: what was asked for an earlier one is not taken. */
  #choices = 0;

  constructor(parts: TableParts) {
    this.#parts = parts;
    void this.#go();
  }

  get state(): TableState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A row of the choice by its number from 0, or undefined: not here yet. */
  row(number: number): Row | undefined {
    return this.#rows.get(number);
  }

  /** These rows are in sight, from the first to before the last. */
  see(first: number, last: number): void {
    if (first === this.#seen.first && last === this.#seen.last) return;
    this.#seen = { first, last };
    this.#wake();
    void this.#go();
  }

  choose(choice: Choice): void {
    this.#anew();
    this.#show({ ...this.#state, choice, count: 0, done: false, waiting: true, error: null });
    this.#wake();
    void this.#go();
  }

  /** Opens the file as it is now. */
  reload(): void {
    this.#fresh = true;
    this.choose(this.#state.choice);
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** Resolves when something else is wanted. */
  #news(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #anew(): void {
    this.#choices += 1;
    this.#rows = new Map();
    this.#seen = { first: 0, last: PAGE };
  }

  /** Asks until what is in sight is here and all is counted. */
  async #go(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    for (let first = this.#missing(); first !== null && !this.#closed; first = this.#missing()) {
      const answered = await this.#ask(first);
      if (!answered) await Promise.race([this.#parts.wait(AGAIN_MS), this.#news()]);
    }
    this.#asking = false;
  }

  /** The first row to ask for, or null: nothing is missing. */
  #missing(): number | null {
    const { count, done, error, waiting } = this.#state;
    if (error !== null) return null;
    const last = Math.min(this.#seen.last, count);
    for (let number = this.#seen.first; number < last; number++)
      if (!this.#rows.has(number)) return number;
    return done && !waiting ? null : Math.min(this.#seen.first, count);
  }

  /** Whether there was anything new in the answer. */
  async #ask(first: number): Promise<boolean> {
    const choices = this.#choices;
    const fresh = this.#fresh;
    const { choice } = this.#state;
    const answer = await this.#parts.ask({
      ...choice,
      path: this.#parts.path,
      first,
      count: PAGE,
      fresh,
    });
    if (this.#closed || choices !== this.#choices) return true;
    this.#fresh = false;
    if (!answer.ok) {
      this.#show({ ...this.#state, error: answer.error, waiting: false });
      return true;
    }
    const { rows, ...more } = answer.value;
    const known = this.#rows.size;
    rows.forEach((row, at) => void this.#rows.set(first + at, row));
    this.#forget();
    // A file that became shorter has fewer rows than were counted: they are not asked for for ever.
    const short = more.done && rows.length === 0 && first < more.count;
    this.#show({ ...this.#state, ...more, count: short ? first : more.count, waiting: false });
    return more.done || this.#rows.size > known;
  }

  /** Rows that are far from what is in sight go first. */
  #forget(): void {
    if (this.#rows.size <= HELD) return;
    const { first, last } = this.#seen;
    const near = (number: number) => number >= first - HELD / 4 && number < last + HELD / 4;
    for (const number of this.#rows.keys()) if (!near(number)) this.#rows.delete(number);
  }

  #show(state: TableState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
