// @ts-check
import { sayError } from '../lib/say.mjs';
import { HEAD, rowText } from './row.mjs';

/**
 * @param {import('./row.mjs').Bench} bench
 * @param {string | null} noCluster why there is none
 * @returns {string | null} why it cannot be measured here, or null: it can
 */
function whyNot({ platforms, inCluster: needsCluster }, noCluster) {
  if (platforms?.includes(process.platform) === false) return `only on ${platforms.join(', ')}`;
  return needsCluster ? noCluster : null;
}

/**
 * What came of one benchmark; `failed`: it could not be measured though it should have been.
 * @typedef {{ rows: import('./row.mjs').Row[], lines: string[], failed: boolean }} Measured
 */

/**
 * One that throws ends no other one.
 * @param {import('./row.mjs').Bench} bench
 * @param {string | null} noCluster
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Measured>}
 */
async function measureOne(bench, noCluster, env) {
  const why = whyNot(bench, noCluster);
  if (why !== null)
    return { rows: [], lines: [`- ${bench.name}: not measured: ${why}`], failed: false };
  try {
    const rows = await bench.measure(env);
    return { rows, lines: rows.map(rowText), failed: false };
  } catch (error) {
    sayError(error);
    return { rows: [], lines: [`✗ ${bench.name}: failed, as told above`], failed: true };
  }
}

/**
 * Measures one after the other, and prints each as soon as it is known.
 * @param {import('./row.mjs').Bench[]} benches
 * @param {string | null} noCluster why there is none, or null
 * @param {NodeJS.ProcessEnv} env as a benchmark gets it
 * @returns {Promise<{ rows: import('./row.mjs').Row[], failed: number }>} `failed`: how many threw
 */
export async function measureAll(benches, noCluster, env) {
  /** @type {import('./row.mjs').Row[]} */
  const rows = [];
  let failed = 0;
  process.stdout.write(`${HEAD}\n`);
  for (const bench of benches) {
    const measured = await measureOne(bench, noCluster, env);
    rows.push(...measured.rows);
    if (measured.failed) failed += 1;
    process.stdout.write(`${measured.lines.join('\n')}\n`);
  }
  if (failed > 0) process.stdout.write(`${failed} of ${benches.length} benchmarks failed\n`);
  return { rows, failed };
}
