/**
 * The line a person is in the midst of typing. Where its beginning went to one shell, its end must not go to another: of
 * `echo rm -rf x` only `rm -rf x` would arrive, and be run.
 */

/** After so long without a key a person has stopped, and sees what is on the screen before going on. ms */
export const PAUSE_MS = 2_000;

const ENTER = 0x0d;

export class TypedLine {
  /** When the last key was typed, in ms, or null: none yet, or it was Enter. */
  #openSince: number | null = null;
  /** The shell it was begun for is gone. */
  #isCut = false;

  /** The line has lost its shell. `now` in ms. */
  cut(now: number): void {
    this.#isCut = this.#isUnderWay(now);
  }

  /** How many of these bytes, typed now, belong to a line whose shell is gone: its Enter is the last of them. */
  lost(data: Uint8Array, now: number): number {
    const wasCut = this.#isCut && this.#isUnderWay(now);
    const enter = data.indexOf(ENTER);
    const lost = !wasCut ? 0 : enter < 0 ? data.length : enter + 1;
    this.#isCut = wasCut && enter < 0;
    this.#openSince = data.at(-1) === ENTER ? null : now;
    return lost;
  }

  #isUnderWay(now: number): boolean {
    return this.#openSince !== null && Math.abs(now - this.#openSince) < PAUSE_MS;
  }
}
