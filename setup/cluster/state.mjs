// @ts-check
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAlive } from '../lib/alive.mjs';
import { stateFile } from './paths.mjs';

/**
 * @typedef {object} Process
 * @property {number} pid
 * @property {string} start see alive.mjs
 *
 * @typedef {object} ClusterState
 * @property {string} kubeconfig the administrator's, a file
 * @property {string | null} image the session image that is loaded
 * @property {string} server the API server's address
 * @property {string} googleSocket where token reviews are asked
 * @property {string} program the node's binary
 * @property {Process} init process 1 of the node, as this machine sees it
 * @property {Process} forward the way into the node's network
 */

/** @returns {ClusterState | null} what the last `up` wrote */
export function readState() {
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

/** @param {Process} process */
export const runs = ({ pid, start }) => isAlive(pid, start);

/** @returns {ClusterState | null} the cluster that runs, whole */
export function runningCluster() {
  const state = readState();
  return state !== null && runs(state.init) && runs(state.forward) ? state : null;
}
