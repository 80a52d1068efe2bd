// @ts-check
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeControlGroups } from './control-groups.mjs';
import { clusterCache, inRun, runDir } from './paths.mjs';
import { readState, runs, writeState } from './state.mjs';
import { until } from './wait.mjs';

/** Takes the cluster down, whatever state it is in. The lock is held. */
export async function down() {
  await clearAway(readState());
}

/**
 * Ends what runs and removes all it left.
 * @param {import('./state.mjs').ClusterState | null} state
 * @param {{ keepLogs?: boolean }} options
 */
export async function clearAway(state, { keepLogs = false } = {}) {
  if (state !== null) {
    for (const one of [state.forward, state.init]) if (runs(one)) process.kill(one.pid, 'SIGKILL');
    await until(
      'The end of the cluster',
      30_000,
      async () => ![state.forward, state.init].some(runs),
    );
  }
  await removeControlGroups();
  writeState(null);
  if (keepLogs && existsSync(inRun('logs'))) {
    rmSync(join(clusterCache, 'logs'), { recursive: true, force: true });
    renameSync(inRun('logs'), join(clusterCache, 'logs'));
  }
  rmSync(runDir, { recursive: true, force: true });
}
