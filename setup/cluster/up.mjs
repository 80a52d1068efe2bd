// @ts-check
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { mustRun } from '../lib/run.mjs';
import { duration, say } from '../lib/say.mjs';
import { programPath } from './build.mjs';
import { makeCertificates } from './certificates.mjs';
import { INSIDE, kubeconfig, writeConfigs } from './configs.mjs';
import { makeControlGroups } from './control-groups.mjs';
import { down } from './down.mjs';
import { loadPause } from './images.mjs';
import { containerdSocket, googleSocket, inRun, runDir } from './paths.mjs';
import { plan } from './plan.mjs';
import { runningCluster, writeState } from './state.mjs';
import { ask, isNodeReady, until } from './wait.mjs';

/** A machine that is busy with other tests is slow, not broken. ms */
const PATIENCE_MS = 120_000;

/**
 * Brings the cluster up, or leaves the one that runs as it is. The lock is held.
 * @param {NodeJS.ProcessEnv} [env] of the node's processes
 * @returns {Promise<import('./state.mjs').ClusterState>}
 */
export async function up(env = process.env) {
  const running = runningCluster();
  if (running !== null) return running;
  const start = Date.now();
  await down();
  mkdirSync(runDir, { recursive: true, mode: 0o700 });
  await makeCertificates();
  writeConfigs();
  makeControlGroups();
  try {
    const state = await startNode(await freePort(), env);
    await until('The API server', PATIENCE_MS, async () => {
      return (await ask(state.server, '/readyz')).status === 200;
    });
    await until('containerd', PATIENCE_MS, async () => existsSync(containerdSocket));
    await loadPause();
    await makeObjects(state);
    await until('The node', PATIENCE_MS, () => isNodeReady(state.server));
    writeState(state);
    say(`cluster: up in ${duration(Date.now() - start)}`);
    return state;
  } catch (error) {
    await down({ keepLogs: true });
    throw error;
  }
}

/**
 * @param {number} port where the API server is to be reached on this machine
 * @param {NodeJS.ProcessEnv} env
 */
async function startNode(port, env) {
  const program = programPath('node');
  writeFileSync(inRun('plan.json'), JSON.stringify(plan(program)));
  // Everything of the node is in namespaces of its own: when its process 1 is killed, the kernel ends the
  // rest, containers too, and with the last of them go mounts, addresses and interfaces.
  const node = [
    ...['unshare', '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
    ...[program, 'init', inRun('plan.json')],
  ];
  const init = detached('init', node, env);
  const inner = await childOf(init);
  const server = `https://127.0.0.1:${port}`;
  const ways = [
    ...['out', `127.0.0.1:${port}`, INSIDE.server],
    // The API server's Service, which no kube-proxy leads anywhere here.
    ...['in', '0.0.0.0:443', `127.0.0.1:${port}`],
    // The last, by which its process is known (processes.mjs).
    ...['in', INSIDE.tokens, googleSocket],
  ];
  const way = [program, 'forward', `/proc/${inner}/ns/net`, ...ways];
  const forward = detached('forward', way, env);
  const file = inRun('kubeconfig');
  writeFileSync(file, kubeconfig(server, 'admin'), { mode: 0o600 });
  return { kubeconfig: file, image: null, server, googleSocket, program, init, forward };
}

/**
 * Starts a program that outlives this process.
 * @param {string} name of its log
 * @param {string[]} argv
 * @param {NodeJS.ProcessEnv} env
 * @returns {number} its process id; 0 where there is no such program
 */
function detached(name, [command = '', ...args], env) {
  const log = openSync(inRun('logs', `${name}.log`), 'a');
  const stdio = /** @type {const} */ (['ignore', log, log]);
  const child = spawn(command, args, { detached: true, stdio: [...stdio], cwd: '/', env });
  closeSync(log);
  child.unref();
  return child.pid ?? 0;
}

/** @param {number} pid */
async function childOf(pid) {
  let child = '';
  await until('The node', 10_000, async () => {
    child = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return child !== '';
  });
  return child;
}

/** @returns {Promise<number>} a port that nobody listens at now */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

/** @param {import('./state.mjs').ClusterState} state */
async function makeObjects({ program, kubeconfig: file }) {
  const objects = join(root, 'test', 'cluster', 'objects.yaml');
  await mustRun('kubectl apply', program, [
    'kubectl',
    '--kubeconfig',
    file,
    'apply',
    '-f',
    objects,
  ]);
}
