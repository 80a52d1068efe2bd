// @ts-check
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { count, MB } from './lib/counts.mjs';
import { mustBeSame, withFiles } from './lib/files.mjs';
import { inTurns } from './lib/rounds.mjs';
import { throughputRow } from './lib/throughput.mjs';
import { usersCsv } from './lib/users-csv.mjs';

/** @typedef {import('./lib/files.mjs').FilesPlace} FilesPlace */

const PEER = 'kubectl cp';
const ROUNDS = 5;
/** 20 Mbit/s, in bytes. A round of 100 MB takes its time there, and is as even as the link. */
const SLOW = 2_500_000;
const SLOW_ROUNDS = 1;
const SMALL_FILES = 1_000;
const SMALL_BYTES = 4_000;

/**
 * `kubectl cp` is measured from its start, which is a tenth of a second; ours from where the app is that runs already
 * (lib/our-files.ts), with the connection it makes and the hashes it compares.
 */

/**
 * One file in turns, each time under the same name.
 * @param {string} name
 * @param {'put' | 'get'} way
 * @param {FilesPlace} place
 * @param {Buffer} data
 * @param {{ rounds: number, least: number }} bound
 */
async function fileRow(name, way, place, data, { rounds, least }) {
  const { folder, ours, peer } = place;
  const [source, back] = [join(folder, 'source'), join(folder, 'back')];
  writeFileSync(source, data);
  await ours('put', source, 'theirs');
  const local = way === 'put' ? source : back;
  const remote = way === 'put' ? 'sent' : 'theirs';
  const speed = (/** @type {FilesPlace['ours']} */ move) => async () => {
    const rate = data.length / MB / (await move(way, local, remote));
    if (way === 'get') mustBeSame(back, source);
    rmSync(back, { force: true });
    return rate;
  };
  const [mine = [], theirs = []] = await inTurns(rounds, [speed(ours), speed(peer)]);
  return throughputRow(name, mine, PEER, theirs, least);
}

/**
 * 100 MB that nothing makes less, over the link as it is.
 * @param {'put' | 'get'} way
 */
function whole(way) {
  const name = `${way}-100m`;
  /** @param {NodeJS.ProcessEnv} env */
  const measure = (env) =>
    withFiles(env, null, async (place) => {
      const data = randomBytes(count(100) * MB);
      return [await fileRow(name, way, place, data, { rounds: ROUNDS, least: 1 })];
    });
  return { name, measure };
}

/** @param {NodeJS.ProcessEnv} env */
function measureCsv(env) {
  return withFiles(env, SLOW, async (place) => {
    const data = usersCsv(count(100) * MB);
    const bound = { rounds: SLOW_ROUNDS, least: 3 };
    return [
      await fileRow('csv-20mbit put', 'put', place, data, bound),
      await fileRow('csv-20mbit get', 'get', place, data, bound),
    ];
  });
}

/** @param {NodeJS.ProcessEnv} env */
function measureSmall(env) {
  return withFiles(env, null, async ({ folder, ours, peer, remove }) => {
    const source = join(folder, 'small');
    mkdirSync(source);
    const files = count(SMALL_FILES);
    for (let number = 0; number < files; number += 1)
      writeFileSync(join(source, `${number}.csv`), randomBytes(SMALL_BYTES));
    if (!statSync(source).isDirectory()) throw new Error('There is nothing to send.');
    const speed = (/** @type {FilesPlace['ours']} */ move) => async () => {
      const rate = (files * SMALL_BYTES) / MB / (await move('put', source, 'small'));
      await remove('small');
      return rate;
    };
    const [mine = [], theirs = []] = await inTurns(ROUNDS, [speed(ours), speed(peer)]);
    return [throughputRow('small-files', mine, PEER, theirs, 1)];
  });
}

/** @type {import('../../setup/benching/row.mjs').Bench[]} */
export default [
  whole('put'),
  whole('get'),
  { name: 'csv-20mbit', measure: measureCsv },
  { name: 'small-files', measure: measureSmall },
].map((bench) => ({ ...bench, inCluster: true, platforms: ['linux'] }));
