// @ts-check
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { median } from '../../setup/benching/row.mjs';
import { findPython } from '../../setup/lib/python.mjs';
import { askNew, start, withHome } from './lib/app.mjs';
import { clusterOf, output, podSpec } from './lib/cluster.mjs';
import { count, withPart } from './lib/counts.mjs';
import { inTurns, range } from './lib/rounds.mjs';

const NAME = 'cold-start';
const BOUND = 1;
const ROUNDS = 7;

/** A standard session's. */
const AMOUNTS = { cpu: '500m', memory: '512Mi' };

/**
 * How long a person waits for a new session in a cluster: from the click on Start session to xterm's write callback for
 * the shell's prompt. Beside it, in turns: a shell in a pod of the same image and size by `kubectl run -it --rm`, from
 * the start of kubectl to the prompt. The image is on the node; the pod is new each time.
 * @param {NodeJS.ProcessEnv} env
 */
async function measure(env) {
  const cluster = await clusterOf(env);
  return withHome(env, cluster, async (running) => {
    const [ours = [], theirs = []] = await inTurns(count(ROUNDS), [
      () => newSession(running),
      () => kubectlRun(cluster),
    ]);
    const [value, peerValue] = [median(ours), median(theirs)];
    const ratio = value / peerValue;
    const row = {
      name: NAME,
      unit: 'ms',
      value,
      peer: 'kubectl run -it',
      peerValue,
      ratio,
      bound: `<= ${BOUND}`,
      ok: ratio <= BOUND,
      spread: withPart(`${range(ours)}; kubectl ${range(theirs)}`),
    };
    return [row];
  });
}

/**
 * Makes a session, and ends it.
 * @param {import('./lib/app.mjs').RunningApp} running
 * @returns {Promise<number>} ms
 */
async function newSession(running) {
  const { home } = running;
  await askNew(running);
  const { terminal, id, clicked } = await start(running);
  const prompted = await terminal.page.evaluate(() => window.benchWatch.prompted());
  const ended = await home.evaluate((which) => window.gamgui.call('sessions.end', which), { id });
  if (!ended.ok) throw new Error(ended.error.message);
  return prompted - clicked;
}

/**
 * @param {import('./lib/cluster.mjs').Cluster} cluster
 * @returns {Promise<number>} ms
 */
async function kubectlRun(cluster) {
  const python = (await findPython()).path;
  const program = join(import.meta.dirname, 'lib', 'pty_prompt.py');
  const name = `bench-${randomBytes(4).toString('hex')}`;
  const resources = { requests: AMOUNTS, limits: AMOUNTS };
  const overrides = { spec: podSpec(cluster, { name, resources }) };
  const how = [`--image=${cluster.image}`, '--restart=Never', '--override-type=strategic'];
  const run = ['run', name, '-it', '--rm', ...how, `--overrides=${JSON.stringify(overrides)}`];
  const argv = [...cluster.kubectl, ...run, '--command', '--', 'bash'];
  try {
    return JSON.parse(await output([python, program, ...argv]));
  } finally {
    const remove = ['delete', 'pod', name, '--ignore-not-found', '--grace-period=0'];
    await output([...cluster.kubectl, ...remove]);
  }
}

export default [{ name: NAME, measure, inCluster: true }];
