// @ts-check
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeControlGroups } from './control-groups.mjs';
import { clusterCache, inRun, runDir } from './paths.mjs';
import { endClusterProcesses } from './processes.mjs';
import { writeState } from './state.mjs';

/**
 * Takes the cluster down, whatever state it is in, and removes all it left. The lock is held.
 * @param {{ keepLogs?: boolean }} options
 */
export async function down({ keepLogs = false } = {}) {
  // First, so that nobody takes it for one that runs.
  writeState(null);
  await endClusterProcesses();
  await removeControlGroups();
  if (keepLogs && existsSync(inRun('logs'))) {
    rmSync(join(clusterCache, 'logs'), { recursive: true, force: true });
    renameSync(inRun('logs'), join(clusterCache, 'logs'));
  }
  rmSync(runDir, { recursive: true, force: true });
}
