/** Which rows of a long table are in sight. Pure. */

/** Browsers end elements at 2^25 px: a longer table is scrolled in steps of more than a pixel. */
const TALLEST = 8_000_000;

/** What a scrolled frame of `height` px shows of `count` rows of `row` px each. */
export interface Rows {
  readonly count: number;
  readonly row: number;
  readonly height: number;
}

export interface Window {
  /** The rows in sight: from the first to before the last. */
  readonly first: number;
  readonly last: number;
  /** Where the first of them begins, in px from the top of all. */
  readonly top: number;
  /** How tall the whole is, in px. */
  readonly whole: number;
}

/** What is in sight where the frame is scrolled to `scrolled` px. */
export function windowOf({ count, row, height }: Rows, scrolled: number): Window {
  const real = count * row;
  const whole = Math.min(real, TALLEST);
  const most = Math.max(0, whole - height);
  const at = Math.min(most, Math.max(0, scrolled));
  // As far through the rows as through the frame.
  const place = most === 0 ? 0 : (at / most) * Math.max(0, real - height);
  const first = Math.min(Math.max(0, count - 1), Math.floor(place / row));
  const last = Math.min(count, Math.ceil((place + height) / row));
  return {
    first: count === 0 ? 0 : first,
    last,
    top: Math.max(0, at - (place - first * row)),
    whole,
  };
}
