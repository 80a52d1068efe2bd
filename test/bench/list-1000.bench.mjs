// @ts-check
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../../setup/benching/row.mjs';
import { bundle } from '../unit/support/bundle.mjs';
import { withHome } from './lib/app.mjs';
import { clusterOf, output } from './lib/cluster.mjs';
import { count, withPart } from './lib/counts.mjs';
import { memoryOf } from './lib/memory-linux.mjs';
import { range } from './lib/rounds.mjs';
import { openWayIn } from './lib/way-in.mjs';

const NAME = 'list-1000';
const SESSIONS = 1000;
const ROUNDS = 3;

/** ms from the API server's reply until the list is on the page. */
const SHOWN = 1000;
/** MB that the app's main process may have more than with no session. */
const MORE = 50;
/** The list is read again meanwhile. seconds */
const SETTLE = 15;

/** @typedef {import('./lib/cluster.mjs').Cluster} Cluster */
/** @typedef {{ shown: number, resident: number, peak: number }} Figures ms; MB of the main process */

/**
 * A thousand sessions in a cluster: pods that no node runs, made elsewhere. The app is started; measured are the time
 * from the API server's last byte of them until Home shows all, and how much larger the main process is than with none.
 * Beside it: `kubectl get pods -o json`.
 * @param {NodeJS.ProcessEnv} env
 */
async function measure(env) {
  const cluster = await clusterOf(env);
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-bench-'));
  const way = await openWayIn(cluster, join(folder, 'kubeconfig'));
  const reached = { ...cluster, kubeconfig: way.kubeconfig };
  const sessions = count(SESSIONS);
  try {
    return await withPods(cluster, sessions, async (full, empty) => {
      /** @type {{ ours: Figures[], none: Figures[], kubectl: number[] }} */
      const all = { ours: [], none: [], kubectl: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        all.none.push(await start(env, { ...reached, namespace: empty }, 0, way));
        all.ours.push(await start(env, { ...reached, namespace: full }, sessions, way));
        all.kubectl.push(await getPods(cluster, full));
      }
      return rows(all);
    });
  } finally {
    way.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Makes two namespaces, one with pods and one without, works with them, and removes them.
 * @template T
 * @param {Cluster} cluster
 * @param {number} sessions
 * @param {(full: string, empty: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withPods({ kubectl, image }, sessions, work) {
  const name = `bench-${randomBytes(4).toString('hex')}`;
  const names = [`${name}-full`, `${name}-empty`];
  const [full = '', empty = ''] = names;
  const program = await bundle(join(import.meta.dirname, 'lib', 'session-pods.ts'));
  try {
    const who = JSON.parse(await output([...kubectl, 'auth', 'whoami', '-o', 'json']));
    const { username } = who.status.userInfo;
    const words = [String(sessions), username, full, image];
    const pods = await output([process.execPath, program.file, ...words]);
    for (const one of names) await output([...kubectl, 'create', 'namespace', one]);
    await output([...kubectl, '--namespace', full, 'create', '-f', '-'], pods);
    return await work(full, empty);
  } finally {
    program.remove();
    const now = ['--force', '--grace-period=0'];
    await output([...kubectl, '--namespace', full, 'delete', 'pods', '--all', ...now]);
    await output([...kubectl, 'delete', 'namespace', ...names, '--ignore-not-found']);
  }
}

/**
 * Starts the app, and waits until all sessions are shown.
 * @param {NodeJS.ProcessEnv} env
 * @param {Cluster} cluster
 * @param {number} sessions
 * @param {import('./lib/way-in.mjs').WayIn} way
 * @returns {Promise<Figures>}
 */
function start(env, cluster, sessions, way) {
  way.forget();
  const work = async (/** @type {import('./lib/app.mjs').RunningApp} */ { home, pid, folder }) => {
    const at = sessions === 0 ? 0 : await home.evaluate(untilShown, sessions);
    const shown = sessions === 0 ? 0 : at - way.replied(at);
    await sleep(SETTLE * 1000);
    await mustHave(home, sessions);
    const main = memoryOf(pid, folder).find((one) => one.pid === pid);
    if (main === undefined) throw new Error('The app has ended.');
    return { shown, resident: main.now, peak: main.peak };
  };
  return withHome(env, cluster, work, { keep: true });
}

/**
 * Runs in the page.
 * @param {number} sessions
 * @returns {Promise<number>} when it had been painted that so many run, and a list of them, in ms since 1970
 */
function untilShown(sessions) {
  const words = `${new Intl.NumberFormat('en-GB').format(sessions)} running`;
  return new Promise((resolve) => {
    const look = () => {
      const said = [...document.querySelectorAll('h1 + span')].some(
        ({ textContent }) => textContent === words,
      );
      const listed = document.querySelector('[role="row"]') !== null;
      // What is there at a frame is painted by the next one.
      if (said && listed)
        requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
      else requestAnimationFrame(look);
    };
    look();
  });
}

/**
 * @param {import('playwright').Page} home
 * @param {number} sessions
 */
async function mustHave(home, sessions) {
  const listed = await home.evaluate(() => window.gamgui.call('sessions.list'));
  if (!listed.ok) throw new Error(listed.error.message);
  const ids = new Set(listed.value.map(({ id }) => id));
  if (ids.size !== sessions) throw new Error(`${ids.size} of ${sessions} sessions are listed.`);
}

/**
 * @param {Cluster} cluster
 * @param {string} namespace
 * @returns {Promise<number>} ms
 */
async function getPods({ kubectl }, namespace) {
  const began = performance.now();
  await output([...kubectl, '--namespace', namespace, 'get', 'pods', '-o', 'json']);
  return performance.now() - began;
}

/**
 * @param {{ ours: Figures[], none: Figures[], kubectl: number[] }} all
 * @returns {import('../../setup/benching/row.mjs').Row[]}
 */
function rows({ ours, none, kubectl }) {
  const shown = ours.map((one) => one.shown);
  const more = ours.map((one, round) => one.resident - (none[round]?.resident ?? 0));
  const peak = ours.map((one, round) => one.peak - (none[round]?.peak ?? 0));
  const [ms, mb] = [median(shown), median(more)];
  const alone = { name: NAME, peer: '', peerValue: null, ratio: null };
  const peer = { peer: 'kubectl get pods -o json', peerValue: median(kubectl) };
  return [
    {
      ...alone,
      ...peer,
      unit: 'ms',
      value: ms,
      bound: `<= ${SHOWN}`,
      ok: ms <= SHOWN,
      spread: withPart(`from the reply; ${range(shown)}; kubectl ${range(kubectl)}`),
    },
    {
      ...alone,
      unit: 'MB',
      value: mb,
      bound: `<= ${MORE}`,
      ok: mb <= MORE,
      spread: withPart(`main process; ${range(more)}; at its peak ${range(peak)}`),
    },
  ];
}

export default [{ name: NAME, measure, inCluster: true, platforms: ['linux'] }];
