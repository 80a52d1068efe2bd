// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { askNew, start, withHome } from './lib/app.mjs';
import { clusterOf } from './lib/cluster.mjs';
import { count, withPart } from './lib/counts.mjs';
import { cpuOf } from './lib/cpu-linux.mjs';

/** Percent of a core. */
const BOUND = 2;
const WINDOWS = 10;

/** Nothing of the start is counted; ages are written in seconds for so long. seconds */
const SETTLE = 65;
const IDLE = 60;

/** Ten sessions have to fit on a node of two CPUs. */
const SMALL = { cpu: '100m', memory: '256Mi' };

/**
 * What the app costs while nothing happens: ten terminal windows are open on sessions in a cluster, all at a prompt.
 * Counted is the CPU time of all the app's processes together, its connections included. There is nothing to compare
 * with: kubectl has no windows.
 * @param {NodeJS.ProcessEnv} env
 */
async function measure(env) {
  const cluster = await clusterOf(env);
  const sizes = { standard: SMALL, large: SMALL, 'extra-large': SMALL };
  const work = async (/** @type {import('./lib/app.mjs').RunningApp} */ running) => {
    for (let n = 0; n < WINDOWS; n += 1) {
      await askNew(running);
      const { terminal } = await start(running);
      await terminal.page.evaluate(() => window.benchWatch.prompted());
      await letFocusGo(running, terminal.page);
    }
    await letFocusGo(running, running.home);
    await sleep(SETTLE * 1000);
    const before = cpuOf(running.pid, running.folder);
    await sleep(count(IDLE) * 1000);
    const used = usedSince(before, cpuOf(running.pid, running.folder), count(IDLE));
    return [row(used)];
  };
  return withHome(env, cluster, work, { settings: { cluster: { sizes } } });
}

/**
 * Playwright tells each page that it has the focus, so that each has a text cursor that blinks; for a person one has.
 * What another connection has switched on is switched off by doing so once more.
 * @param {import('./lib/app.mjs').RunningApp} running
 * @param {import('playwright').Page} page
 */
async function letFocusGo({ app }, page) {
  const devTools = await app.context().newCDPSession(page);
  for (const enabled of [true, false])
    await devTools.send('Emulation.setFocusEmulationEnabled', { enabled });
  await devTools.detach();
}

/**
 * @param {import('./lib/cpu-linux.mjs').Used} before
 * @param {import('./lib/cpu-linux.mjs').Used} after
 * @param {number} seconds
 * @returns {{ name: string, percent: number }[]} of a core for each kind of process, the most first
 */
function usedSince(before, after, seconds) {
  /** @type {Map<string, number>} */
  const kinds = new Map();
  for (const [key, { name, used }] of after) {
    const percent = ((used - (before.get(key)?.used ?? 0)) / seconds) * 100;
    kinds.set(name, (kinds.get(name) ?? 0) + percent);
  }
  return [...kinds]
    .map(([name, percent]) => ({ name, percent }))
    .filter(({ percent }) => percent > 0)
    .sort((a, b) => b.percent - a.percent);
}

/**
 * @param {{ name: string, percent: number }[]} used
 * @returns {import('../../setup/benching/row.mjs').Row}
 */
function row(used) {
  const value = used.reduce((sum, { percent }) => sum + percent, 0);
  const parts = used.map(({ name, percent }) => `${name} ${percent.toFixed(2)}`);
  return {
    name: 'idle-cpu',
    unit: '%',
    value,
    peer: '',
    peerValue: null,
    ratio: null,
    bound: `< ${BOUND}`,
    ok: value < BOUND,
    spread: withPart(`of a core; ${parts.join(', ')}`),
  };
}

export default [{ name: 'idle-cpu', measure, inCluster: true, platforms: ['linux'] }];
