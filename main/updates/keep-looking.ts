/** When it is looked by itself: a minute after the start, which has better things to do, and then by the hour whether a day is over. */

const FIRST_MS = 60_000;
/** A computer that sleeps stops timers: one of a day would come days late. */
const NEXT_MS = 3_600_000;

/** Calls `look` from now on; what it rejects with is a defect, and told. */
export function keepLooking(look: () => Promise<void>, report: (words: string) => void): void {
  const later = (ms: number) => {
    setTimeout(() => {
      look().catch((error: unknown) => report(`newer versions: ${String(error)}`));
      later(NEXT_MS);
    }, ms).unref();
  };
  later(FIRST_MS);
}
