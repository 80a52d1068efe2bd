// @ts-check

/**
 * Measures several ways in turns, so that a busy machine slows them alike. A round before the first warms up and is
 * dropped.
 * @template T
 * @param {number} rounds
 * @param {(() => Promise<T>)[]} ways
 * @returns {Promise<T[][]>} a list for each way
 */
export async function inTurns(rounds, ways) {
  /** @type {T[][]} */
  const all = ways.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, way] of ways.entries()) {
      const value = await way();
      if (round > 0) all[index]?.push(value);
    }
  }
  return all;
}

/**
 * @param {number[]} values
 * @returns {string} their lowest and highest
 */
export function range(values) {
  return `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;
}

/**
 * @param {number[]} values
 * @param {number} percent
 * @returns {number} the lowest of them that so many percent do not exceed
 */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? Number.NaN;
}
