/** What went wrong with spares, and for how long none is made after it: nobody waits for them, and a cluster is asked politely. */
import type { AppError } from '../../../preload/contract';
import { Failure, toAppError } from '../../failure';

/** After the first trouble; it doubles. ms */
export const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

/** Ends by itself; `error` stays until it is over. */
export class Rest {
  #error: AppError | null = null;
  #pause = FIRST_PAUSE_MS;
  /** ms since 1970 */
  #until = 0;

  /** Why there are not as many as wanted, or null. */
  get error(): AppError | null {
    return this.#error;
  }

  /** How long it goes on, ms; 0: not at all. */
  left(): number {
    return Math.max(this.#until - Date.now(), 0);
  }

  /** Begins by trouble, longer each time; of a quota nothing is heard when it has room. */
  begin(thrown: unknown): void {
    this.#error = toAppError(thrown);
    const isFull = thrown instanceof Failure && thrown.code === 'quota';
    this.#until = Date.now() + (isFull ? LONGEST_PAUSE_MS : this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
  }

  /** Begins without any: a session needs the room. */
  makeRoom(): void {
    this.#until = Date.now() + LONGEST_PAUSE_MS;
  }

  /** What went wrong may go well now: it is tried at once. */
  end(): void {
    this.#until = 0;
    this.#pause = FIRST_PAUSE_MS;
  }

  /** Nothing is missing, whatever went wrong before. */
  forget(): void {
    this.#error = null;
  }

  /** One was made. */
  wentWell(): void {
    this.#error = null;
    this.#pause = FIRST_PAUSE_MS;
  }
}
