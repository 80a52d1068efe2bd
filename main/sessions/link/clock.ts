/** Time, so that tests can have their own. */

/** Milliseconds since 1970 UTC, and calls after a while. */
export interface Clock {
  now(): number;
  /** Calls `then` after `ms`; returns what prevents that. */
  after(ms: number, then: () => void): () => void;
}

/** The computer's own. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};
