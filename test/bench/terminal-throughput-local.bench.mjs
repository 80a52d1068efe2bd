// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../../setup/benching/row.mjs';
import { findPython } from '../../setup/lib/python.mjs';
import { mustRun } from '../../setup/lib/run.mjs';
import { withApp } from './lib/app.mjs';
import { openBareXterm, writeFromMemory } from './lib/bare-xterm.mjs';
import { count, MB, withPart } from './lib/counts.mjs';
import { printLog } from './lib/log-lines.mjs';

const NAME = 'terminal-throughput-local';

/** MB printed in each round, and how many rounds count. */
const MEGABYTES = 100;
const ROUNDS = 5;

/**
 * How fast output passes: log lines from a local session, from the key event of Enter to xterm's
 * last write callback. Beside it, in turns: the same command read from a bare pseudo-terminal by a
 * program that drops it (what the kernel can do), and the same bytes given to a bare xterm from
 * memory, in a window of the same size (what the screen can do). A session does both at once, and
 * writes all of it down. A round before the first warms up and is dropped.
 * @param {NodeJS.ProcessEnv} env
 */
function measure(env) {
  return withApp(env, async (bench) => {
    const megabytes = count(MEGABYTES);
    const command = printLog(bench.log, megabytes);
    const python = (await findPython()).path;
    const text = readFileSync(bench.log, 'utf8').replaceAll('\n', '\r\n');
    const bare = await openBareXterm(bench.app, bench.page, text);
    const ways = [
      () => session(bench, command),
      () => barePty(python, command),
      () => writeFromMemory(bare, megabytes),
    ];
    const rates = await inTurns(ways, ROUNDS);
    const [ours = [], pty = [], xterm = []] = rates;
    return [row(ours, 'bare PTY', pty), row(ours, 'bare xterm', xterm)];
  });
}

/**
 * @typedef {object} Passed
 * @property {number} ms
 * @property {number} bytes
 */

/**
 * @param {(() => Promise<Passed>)[]} ways
 * @param {number} rounds
 * @returns {Promise<number[][]>} MB/s, a list for each way
 */
async function inTurns(ways, rounds) {
  /** @type {number[][]} */
  const rates = ways.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, way] of ways.entries()) {
      const { ms, bytes } = await way();
      if (round > 0) rates[index]?.push(bytes / MB / (ms / 1000));
    }
  }
  return rates;
}

/**
 * @param {import('./lib/app.mjs').BenchApp} bench
 * @param {string} command
 * @returns {Promise<Passed>}
 */
async function session({ page, enter, answer }, command) {
  await page.bringToFront();
  await enter(command);
  return answer();
}

/**
 * @param {string} python
 * @param {string} command
 * @returns {Promise<Passed>}
 */
async function barePty(python, command) {
  const program = join(import.meta.dirname, 'lib', 'bare_pty.py');
  return JSON.parse((await mustRun('a bare PTY', python, [program, command])).stdout);
}

/**
 * @param {number[]} ours MB/s
 * @param {string} peer
 * @param {number[]} theirs MB/s
 * @returns {import('../../setup/benching/row.mjs').Row}
 */
function row(ours, peer, theirs) {
  const [value, peerValue] = [median(ours), median(theirs)];
  const spread = withPart(`${range(ours)}; ${peer} ${range(theirs)}`);
  const ratio = value / peerValue;
  return { name: NAME, unit: 'MB/s', value, peer, peerValue, ratio, bound: null, ok: true, spread };
}

/** @param {number[]} values */
function range(values) {
  return `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;
}

export default [{ name: NAME, measure }];
