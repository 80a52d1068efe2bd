// @ts-check
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { stateFile } from './paths.mjs';
import { clusterProcesses } from './processes.mjs';

/**
 * @typedef {object} ClusterState
 * @property {string} kubeconfig the administrator's, a file
 * @property {string | null} image the session image that is loaded
 * @property {string} server the API server's address
 * @property {string} googleSocket where token reviews are asked
 * @property {string} program the node's binary
 * @property {number} init the parent of the node's process 1; with it all of the node ends
 * @property {number} forward the way into the node's network
 */

/** @returns {ClusterState | null} what the last `up` wrote */
function readState() {
  try {
    return JSON.parse(readFileSync(stateFile, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {ClusterState | null} state null: there is no cluster */
export function writeState(state) {
  if (state === null) return rmSync(stateFile, { force: true });
  const draft = `${stateFile}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(draft, stateFile);
}

/** @returns {ClusterState | null} the cluster that runs, whole */
export function runningCluster() {
  const state = readState();
  if (state === null) return null;
  const running = clusterProcesses();
  return running.includes(state.init) && running.includes(state.forward) ? state : null;
}
