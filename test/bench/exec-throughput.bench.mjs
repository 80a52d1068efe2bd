// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../unit/support/bundle.mjs';
import { ownHome } from '../unit/support/own-home.mjs';
import { appCommand, endSessions, newSession } from './lib/cli.mjs';
import { appSettings, clusterOf } from './lib/cluster.mjs';
import { count, MB } from './lib/counts.mjs';
import { inTurns } from './lib/rounds.mjs';
import { throughputRow } from './lib/throughput.mjs';

const NAME = 'exec-throughput';
const BOUND = 0.9;
const MEGABYTES = 200;
const ROUNDS = 5;

/** @typedef {import('./lib/cli.mjs').Command} Command */
/** @typedef {(script: string) => Command} Way how a script of the shell is run in the pod */

/**
 * One command in a session's pod that prints 200 MB, and one that reads them. Three programs do it in turns: our
 * transport alone, the app's own `exec` (a job of the session, which goes on over cuts and so is written down), and
 * `kubectl exec`. Each has a file as stdin and the null device as stdout. Measured from the word of the script that
 * it begins to the program's exit.
 * @param {NodeJS.ProcessEnv} env
 */
async function measure(env) {
  const cluster = await clusterOf(env);
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-bench-'));
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  const own = ownHome(profile, env);
  const appEnv = { ...env, ...appSettings(cluster), ...own, GAMGUI_PROFILE: profile };
  const ours = await bundle(join(import.meta.dirname, 'lib', 'our-exec.ts'));
  const file = join(folder, 'input');
  const bytes = count(MEGABYTES) * MB;
  writeFileSync(file, Buffer.alloc(bytes));
  try {
    const id = await newSession(appEnv);
    const pod = `gamgui-${id}`;
    const { kubectl, kubeconfig, namespace } = cluster;
    const node = [process.execPath, ours.file, kubeconfig, namespace, pod];
    /** @type {Way} */
    const transport = (script) => ({ argv: [...node, 'sh', '-c', script], env });
    /** @type {Way} */
    const job = (script) => appCommand(appEnv, ['exec', id, '--', 'sh', '-c', script]);
    /** @type {Way} */
    const peer = (script) => ({
      argv: [...kubectl, 'exec', '-i', pod, '-c', 'session', '--', 'sh', '-c', script],
      env,
    });
    const ways = [transport, job, peer];
    return [
      ...(await rowsOf('out', `echo go >&2; head -c ${bytes} /dev/zero`, devNull, ways, bytes)),
      ...(await rowsOf('in', `echo go >&2; test $(wc -c) = ${bytes}`, file, ways, bytes)),
    ];
  } finally {
    ours.remove();
    await endSessions(appEnv);
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} direction
 * @param {string} script
 * @param {string} input the file that is its stdin
 * @param {Way[]} ways ours, and last the peer's
 * @param {number} bytes
 */
async function rowsOf(direction, script, input, ways, bytes) {
  const turns = ways.map((way) => async () => bytes / MB / (await seconds(way(script), input)));
  const [transport = [], job = [], peer = []] = await inTurns(ROUNDS, turns);
  return [
    throughputRow(`${NAME} ${direction}`, transport, 'kubectl exec', peer, BOUND),
    throughputRow(`${NAME} job ${direction}`, job, 'kubectl exec', peer, BOUND),
  ];
}

/**
 * @param {Command} program
 * @param {string} input
 */
async function seconds({ argv: [command = '', ...args], env }, input) {
  const [stdin, stdout] = [openSync(input, 'r'), openSync(devNull, 'w')];
  try {
    const child = spawn(command, args, { env, stdio: [stdin, stdout, 'pipe'] });
    const closed = once(child, 'close');
    let said = '';
    let began = Number.NaN;
    child.stderr?.on('data', (part) => {
      said += part;
      if (Number.isNaN(began) && /^go$/m.test(said)) began = performance.now();
    });
    const [code] = await closed;
    if (code !== 0 || Number.isNaN(began))
      throw new Error(`${command} ended with ${code}: ${said}`);
    return (performance.now() - began) / 1000;
  } finally {
    closeSync(stdin);
    closeSync(stdout);
  }
}

export default [{ name: NAME, measure, inCluster: true, platforms: ['linux'] }];
