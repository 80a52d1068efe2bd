// @ts-check
import { podOf, withApp } from './lib/app.mjs';
import { clusterOf } from './lib/cluster.mjs';
import { count } from './lib/counts.mjs';
import { printLog } from './lib/log-lines.mjs';
import { inTurns } from './lib/rounds.mjs';
import { barePty, inSession, throughputRow } from './lib/throughput.mjs';

const NAME = 'terminal-throughput';
const BOUND = 0.9;

/** MB printed in each round, and how many rounds count. */
const MEGABYTES = 200;
const ROUNDS = 5;

/**
 * How fast output passes from a cluster: log lines from a session, from the key event of Enter to xterm's last write
 * callback. Beside it, in turns: the same command in the same pod by `kubectl exec -it`, read from a pseudo-terminal by
 * a program that drops it.
 * @param {NodeJS.ProcessEnv} env
 */
async function measure(env) {
  const cluster = await clusterOf(env);
  return withApp(env, cluster, async (bench) => {
    const command = printLog(bench.log, count(MEGABYTES));
    const kubectl = [...cluster.kubectl, 'exec', '-it', podOf(bench.id), '-c', 'session', '--'];
    const [ours = [], theirs = []] = await inTurns(ROUNDS, [
      () => inSession(bench, command),
      () => barePty(kubectl, command),
    ]);
    return [throughputRow(NAME, ours, 'kubectl exec -it', theirs, BOUND)];
  });
}

export default [{ name: NAME, measure, inCluster: true }];
