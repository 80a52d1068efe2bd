// @ts-check
import { join } from 'node:path';
import { median } from '../../setup/benching/row.mjs';
import { findPython } from '../../setup/lib/python.mjs';
import { podOf, withApp } from './lib/app.mjs';
import { clusterOf, output } from './lib/cluster.mjs';
import { count, withPart } from './lib/counts.mjs';
import { inTurns, percentile, range } from './lib/rounds.mjs';
import { KEYS, typed } from './lib/typed.mjs';

const NAME = 'keystroke-echo';

/** Milliseconds that ours may take longer. */
const BOUND = 3;

/** How many lines count. */
const ROUNDS = 6;

/**
 * How long a key takes from xterm's onData to the write callback of its echo, at the prompt of a session in a cluster.
 * Beside it, in turns: at the prompt of the same shell in the same pod by `kubectl exec -it`, from the key written into
 * a pseudo-terminal to its echo read.
 * @param {NodeJS.ProcessEnv} env
 */
async function measure(env) {
  const cluster = await clusterOf(env);
  const python = (await findPython()).path;
  return withApp(env, cluster, async (bench) => {
    const exec = [...cluster.kubectl, 'exec', '-it', podOf(bench.id), '-c', 'session', '--'];
    const program = join(import.meta.dirname, 'lib', 'pty_echo.py');
    const argv = [python, program, String(KEYS), ...exec, 'bash', '--norc'];
    const [ours = [], theirs = []] = await inTurns(count(ROUNDS), [
      () => typed(bench),
      async () => /** @type {number[]} */ (JSON.parse(await output(argv))),
    ]);
    return rows(ours.flat(), theirs.flat());
  });
}

/**
 * @param {number[]} ours ms
 * @param {number[]} theirs ms
 * @returns {import('../../setup/benching/row.mjs').Row[]} the median, and what one key of twenty exceeds
 */
function rows(ours, theirs) {
  const spread = withPart(`${range(ours)}; kubectl ${range(theirs)}`);
  const row = (/** @type {string} */ name, /** @type {(times: number[]) => number} */ figure) => {
    const [value, peerValue] = [figure(ours), figure(theirs)];
    const ratio = value / peerValue;
    return { name, unit: 'ms', value, peer: 'kubectl exec -it', peerValue, ratio, spread };
  };
  const middle = row(NAME, median);
  const ok = middle.value <= middle.peerValue + BOUND;
  const late = row(`${NAME} p95`, (times) => percentile(times, 95));
  return [
    { ...middle, bound: `<= +${BOUND} ms`, ok },
    { ...late, bound: null, ok: true },
  ];
}

export default [{ name: NAME, measure, inCluster: true }];
