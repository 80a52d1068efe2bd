// @ts-check
import { join } from 'node:path';
import { clusterOf } from './lib/cluster.mjs';
import { count, MB, withPart } from './lib/counts.mjs';
import { forgetPeaks, growth, memoryOf } from './lib/memory-linux.mjs';
import { fetch, send, sha256Of, until, withMoving, writeNoise } from './lib/transfers.mjs';

/** @typedef {import('./lib/transfers.mjs').Moving} Moving */

/**
 * A file of 2 GB up and down: the same at both ends, and how much memory that takes. It is as large as a pod's volume of
 * 4 GiB lets one be that is to stay below the 90 % at which an agent takes no more; and it is measured here and not tested,
 * since it writes 8 GB and takes minutes.
 */
const MEGABYTES = 2_000;
/** When everything that moves it is in memory, MB. */
const WARM_UP = 100;
/** MB that a process may need over what it had then. */
const BOUND = 64;

/**
 * In the container: the agents that move files, each with its pid, what is resident and what it was at most, in kB.
 * Then the peaks begin anew.
 */
const AGENTS = `for at in /proc/[0-9]*; do
  case "$(tr '\\0' ' ' < $at/cmdline)" in *"files ") ;; *) continue ;; esac
  echo "\${at#/proc/} $(awk '/^VmRSS/ {r=$2} /^VmHWM/ {h=$2} END {print r, h}' $at/status)"
  echo 5 > $at/clear_refs
done 2> /dev/null; true`;

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} isInCluster
 */
async function measure(env, isInCluster) {
  const cluster = isInCluster ? await clusterOf(env) : null;
  const place = isInCluster ? 'cluster' : 'local';
  return withMoving(env, cluster, async (moving) => {
    const { bench, folder, downloads, shell } = moving;
    const source = join(folder, 'large.bin');
    writeNoise(source, count(MEGABYTES));
    const wanted = await sha256Of(source);
    const put = await moved(moving, isInCluster, () => send(bench, source));
    const [there = ''] = (await shell('sha256sum large.bin')).split(' ');
    mustBe(there, wanted);
    const get = await moved(moving, isInCluster, () => fetch(bench, 'large.bin'));
    mustBe(await sha256Of(join(downloads, 'large.bin')), wanted);
    return [row(`large-file put ${place}`, put), row(`large-file get ${place}`, get)];
  });
}

/**
 * Lets one file move.
 * @param {Moving} moving
 * @param {boolean} isInCluster
 * @param {() => Promise<void>} begin
 * @returns {Promise<{ grown: { name: string, by: number }[], seconds: number }>} MB by process
 */
async function moved({ bench, shell }, isInCluster, begin) {
  const memory = async () => [
    ...memoryOf(bench.pid, bench.folder),
    ...(isInCluster ? agents(await shell(AGENTS)) : []),
  ];
  const began = performance.now();
  await begin();
  await until(bench, (all) => doneOf(all) >= Math.min(WARM_UP, count(MEGABYTES) / 2) * MB);
  const before = await memory();
  forgetPeaks(before.filter(({ name }) => name !== AGENT));
  // What is over has let go of its agent: that is looked at while it lasts.
  await until(bench, (all) => doneOf(all) >= 0.95 * count(MEGABYTES) * MB);
  const last = await memory();
  await until(bench, (all) => all.at(-1)?.state.kind === 'done');
  const seconds = (performance.now() - began) / 1000;
  const after = memoryOf(bench.pid, bench.folder);
  const ended = last.filter(({ pid }) => !after.some((one) => one.pid === pid));
  return { grown: growth(before, [...after, ...ended]), seconds };
}

const AGENT = 'agent files in the pod';

/**
 * @param {string} said
 * @returns {import('./lib/memory-linux.mjs').Memory[]}
 */
function agents(said) {
  const lines = said.trim().split('\n').filter(Boolean);
  return lines.map((line) => {
    const [pid = 0, now = 0, peak = 0] = line.split(' ').map(Number);
    return { pid, name: AGENT, now: (now * 1024) / MB, peak: (peak * 1024) / MB };
  });
}

/** @param {readonly import('../../preload/transfers').Transfer[]} all */
function doneOf(all) {
  const state = all.at(-1)?.state;
  return state !== undefined && 'amount' in state ? state.amount.done : 0;
}

/**
 * @param {string} found
 * @param {string} wanted
 */
function mustBe(found, wanted) {
  if (found !== wanted) throw new Error(`It is ${found} at the other end, not ${wanted}.`);
}

/**
 * @param {string} name
 * @param {Awaited<ReturnType<typeof moved>>} outcome
 * @returns {import('../../setup/benching/row.mjs').Row}
 */
function row(name, { grown, seconds }) {
  const value = grown[0]?.by ?? Number.NaN;
  const each = grown.slice(0, 5).map((one) => `${one.name} ${one.by.toFixed(1)}`);
  const speed = `${count(MEGABYTES)} MB in ${seconds.toFixed(1)} s; `;
  const spread = withPart(speed + each.join(', '));
  const alone = { peer: '', peerValue: null, ratio: null };
  return { name, unit: 'MB', value, ...alone, bound: `<= ${BOUND}`, ok: value <= BOUND, spread };
}

/** @type {import('../../setup/benching/row.mjs').Bench[]} */
export default [
  { name: 'large-file', measure: (env) => measure(env, false), platforms: ['linux'] },
  {
    name: 'large-file-cluster',
    measure: (env) => measure(env, true),
    platforms: ['linux'],
    inCluster: true,
  },
];
