// @ts-check
import { linkSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../../setup/benching/row.mjs';
import { clusterOf } from './lib/cluster.mjs';
import { count, MB, withPart } from './lib/counts.mjs';
import { inTurns, percentile, range } from './lib/rounds.mjs';
import { clear, fetch, send, until, withMoving, writeNoise } from './lib/transfers.mjs';
import { typed } from './lib/typed.mjs';

/** @typedef {import('./lib/transfers.mjs').Moving} Moving */

/** Milliseconds that an echo may take longer while files move. */
const BOUND = 20;
const ROUNDS = 6;
/** Of each of two files: more than can be moved while a line is typed, MB. */
const MEGABYTES = 1_000;
/** Bytes that have moved of each before the first key. */
const UNDER_WAY = 10 * MB;

/**
 * How long a key takes from xterm's onData to the write callback of its echo, at the prompt of a session, while a file is
 * sent into it and another one fetched as fast as they go. Beside it, in turns: at the same prompt while nothing moves.
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} isInCluster
 */
async function measure(env, isInCluster) {
  const cluster = isInCluster ? await clusterOf(env) : null;
  const place = isInCluster ? 'cluster' : 'local';
  return withMoving(env, cluster, async (moving) => {
    const { bench, folder, shell } = moving;
    writeNoise(join(folder, 'ours.bin'), MEGABYTES);
    await shell(`head -c ${MEGABYTES * MB} /dev/urandom > theirs.bin`);
    let round = 0;
    const [busy = [], quiet = []] = await inTurns(count(ROUNDS), [
      () => {
        round += 1;
        return typedWhileFilesMove(moving, round);
      },
      () => typed(bench),
    ]);
    return rows(place, busy.flat(), quiet.flat());
  });
}

/**
 * @param {Moving} moving
 * @param {number} round
 */
async function typedWhileFilesMove({ bench, folder }, round) {
  // Each time another name, so that nothing is asked and nothing is there already.
  const source = join(folder, `ours ${round}.bin`);
  linkSync(join(folder, 'ours.bin'), source);
  await send(bench, source);
  await fetch(bench, 'theirs.bin');
  const isMoving = (/** @type {import('../../preload/transfers').Transfer} */ { state }) =>
    state.kind === 'moving' && state.amount.done > UNDER_WAY;
  await until(bench, (all) => all.length === 2 && all.every(isMoving));
  await bench.page.getByRole('textbox', { name: /terminal input/i }).focus();
  const times = await typed(bench);
  // What had come to its end would have held nobody up.
  await until(bench, (all) => {
    if (all.every(isMoving)) return true;
    throw new Error('The files had moved before the line was typed.');
  });
  await clear(bench);
  return times;
}

/**
 * @param {string} place
 * @param {number[]} busy ms
 * @param {number[]} quiet ms
 * @returns {import('../../setup/benching/row.mjs').Row[]} the median, and what one key of twenty exceeds
 */
function rows(place, busy, quiet) {
  const spread = withPart(`${range(busy)}; quiet ${range(quiet)}`);
  const row = (/** @type {string} */ name, /** @type {(times: number[]) => number} */ figure) => {
    const [value, peerValue] = [figure(busy), figure(quiet)];
    const ratio = value / peerValue;
    const compared = { value, peer: 'nothing moves', peerValue, ratio, spread };
    const ok = value <= peerValue + BOUND;
    return { name, unit: 'ms', ...compared, bound: `<= +${BOUND} ms`, ok };
  };
  return [
    row(`transfer-echo ${place}`, median),
    row(`transfer-echo ${place} p95`, (times) => percentile(times, 95)),
  ];
}

/** @type {import('../../setup/benching/row.mjs').Bench[]} */
export default [
  { name: 'transfer-echo', measure: (env) => measure(env, false), platforms: ['linux'] },
  {
    name: 'transfer-echo-cluster',
    measure: (env) => measure(env, true),
    platforms: ['linux'],
    inCluster: true,
  },
];
