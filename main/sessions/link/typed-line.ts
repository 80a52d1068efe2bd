/**
 * The line a person is in the midst of typing. Where its beginning went to one shell, its end must not go to another: of
 * `echo rm -rf x` only `rm -rf x` would arrive, and be run.
 */

/** After so long without a key a person has stopped, and sees what is on the screen before going on. ms */
const PAUSE_MS = 2_000;

/** Enter, and Ctrl-J, which a shell takes for it. */
const ENTERS: readonly number[] = [0x0d, 0x0a];

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
    this.#openSince = ENTERS.includes(data.at(-1) ?? 0) ? null : now;
    this.#isCut = false;
    if (!wasCut) return 0;
    const enter = data.findIndex((byte) => ENTERS.includes(byte));
    this.#isCut = enter < 0;
    return this.#isCut ? data.length : enter + 1;
  }

  #isUnderWay(now: number): boolean {
    return this.#openSince !== null && Math.abs(now - this.#openSince) < PAUSE_MS;
  }
}
