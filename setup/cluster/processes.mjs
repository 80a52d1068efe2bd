// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { googleSocket, inRun } from './paths.mjs';
import { until } from './wait.mjs';

/**
 * What runs of the cluster in this run folder, told by the files that the command lines name: an `up` that was
 * killed has left no state to read.
 * @returns {number[]} process ids; the containers and components end with them
 */
export function clusterProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isOurs(commandLine(name)))
    .map(Number);
}

/** @param {string[]} argv */
function isOurs(argv) {
  const [before, last] = argv.slice(-2);
  if (before === 'init') return last === inRun('plan.json');
  return argv[1] === 'forward' && last === googleSocket;
}

/**
 * @param {string} pid
 * @returns {string[]} empty when it is gone, or only waits to be reaped
 */
function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    return [];
  }
}

/** Ends them. The kernel ends all that is in the node's process namespace before its process 1 is gone. */
export async function endClusterProcesses() {
  await until('The end of the cluster', 30_000, async () => {
    const left = clusterProcesses();
    for (const pid of left) end(pid);
    return left.length === 0;
  });
}

/** @param {number} pid */
function end(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
