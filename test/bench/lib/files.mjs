// @ts-check
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../unit/support/bundle.mjs';
import { ownHome } from '../../unit/support/own-home.mjs';
import { endSessions, newSession } from './cli.mjs';
import { appSettings, clusterOf, output } from './cluster.mjs';
import { startMover } from './mover.mjs';
import { openSlowLink } from './slow-link.mjs';

/**
 * A session's pod, and the two programs that move files between it and here.
 * @typedef {object} FilesPlace
 * @property {string} folder here, for the benchmark's own files
 * @property {(way: 'put' | 'get', local: string, remote: string) => Promise<number>} ours seconds
 * @property {(way: 'put' | 'get', local: string, remote: string) => Promise<number>} peer seconds
 * @property {(...paths: string[]) => Promise<void>} remove removes them from the session
 */

/** Where a session's files are in its container (agent/Containerfile). */
const WORK = '/session/s/work';

/**
 * Measures files between here and a new session in the cluster.
 * @template T
 * @param {NodeJS.ProcessEnv} env
 * @param {number | null} bytesPerSecond of the link to the cluster; null: as it is
 * @param {(place: FilesPlace) => Promise<T>} measure
 * @returns {Promise<T>}
 */
export async function withFiles(env, bytesPerSecond, measure) {
  const cluster = await clusterOf(env);
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-bench-'));
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  const own = ownHome(profile, env);
  const appEnv = { ...env, ...appSettings(cluster), ...own, GAMGUI_PROFILE: profile };
  const ours = await bundle(join(import.meta.dirname, 'our-files.ts'));
  const link = bytesPerSecond === null ? null : await slowWayIn(cluster, folder, bytesPerSecond);
  const kubeconfig = link?.kubeconfig ?? cluster.kubeconfig;
  /** @type {import('./mover.mjs').Mover | null} */
  let mover = null;
  try {
    const pod = `gamgui-${await newSession(appEnv)}`;
    const { namespace } = cluster;
    const kubectl = cluster.kubectl.map((word) =>
      word === cluster.kubeconfig ? kubeconfig : word,
    );
    const running = startMover([ours.file, kubeconfig, namespace, pod]);
    mover = running;
    return await measure({
      folder,
      ours: running.move,
      peer: async (way, local, remote) => {
        const there = `${pod}:${WORK}/${remote}`;
        const words = way === 'put' ? [local, there] : [there, local];
        const began = performance.now();
        await output([...kubectl, 'cp', '-c', 'session', ...words]);
        return (performance.now() - began) / 1000;
      },
      remove: async (...paths) => {
        const all = paths.map((path) => `${WORK}/${path}`);
        await output([...cluster.kubectl, 'exec', pod, '-c', 'session', '--', 'rm', '-rf', ...all]);
      },
    });
  } finally {
    mover?.end();
    link?.close();
    ours.remove();
    await endSessions(appEnv);
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {import('./cluster.mjs').Cluster} cluster
 * @param {string} folder
 * @param {number} bytesPerSecond
 */
async function slowWayIn(cluster, folder, bytesPerSecond) {
  const view = [...cluster.kubectl, 'config', 'view', '--raw', '--flatten', '--minify'];
  const config = JSON.parse(await output([...view, '-o', 'json']));
  const [{ cluster: target }] = config.clusters;
  const { hostname, port } = new URL(target.server);
  const to = { host: hostname, port: Number(port || 443) };
  const { port: own, close } = await openSlowLink(to, bytesPerSecond);
  Object.assign(target, { server: `https://127.0.0.1:${own}` });
  if (hostname !== '127.0.0.1') Object.assign(target, { 'tls-server-name': hostname });
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 });
  return { kubeconfig, close };
}

/**
 * @param {string} one a file
 * @param {string} other what has to be the same
 */
export function mustBeSame(one, other) {
  if (!readFileSync(one).equals(readFileSync(other))) throw new Error(`${one} is not ${other}.`);
}
