// @ts-check

/**
 * How much is measured: `GAMGUI_BENCH_PART=0.05` takes a twentieth of every count, to try things
 * out. Figures of a part are not the promised ones, and each row says so.
 */
const { GAMGUI_BENCH_PART = '1' } = process.env;
const part = Number(GAMGUI_BENCH_PART);
if (!(part > 0 && part <= 1)) throw new Error('GAMGUI_BENCH_PART is a number above 0, up to 1.');

/** Bytes in a megabyte, as rates and sizes are told here. */
export const MB = 1_000_000;

/**
 * @param {number} whole
 * @returns {number} the part of a count that is asked for, at least 1
 */
export function count(whole) {
  return Math.max(1, Math.round(whole * part));
}

/**
 * @param {string} spread
 * @returns {string} it, with a word about a part
 */
export function withPart(spread) {
  return part === 1 ? spread : `only ${part} of the counts: ${spread}`;
}
