// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long processes that are about to end may take, in milliseconds. */
const GRACE_MS = 5_000;
const POLL_MS = 100;

/**
 * @typedef {object} Leftover
 * @property {number} pid
 * @property {string} command its command line
 */

/**
 * Processes that a run of the tests started, however they were detached since: by a variable in
 * the environment they were started with, or a folder of the run that their command line names.
 * @param {string} marker such as `NAME=value`
 * @param {string} folder
 * @returns {Leftover[]}
 */
export function findLeftovers(marker, folder) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      const command = read(`/proc/${name}/cmdline`).split('\0').join(' ').trim();
      const started = read(`/proc/${name}/environ`).split('\0').includes(marker);
      return started || command.includes(folder) ? [{ pid: Number(name), command }] : [];
    });
}

/**
 * Ends them, with their whole groups: what is left of a browser whose main process is gone shows no
 * environment any more.
 * @param {Leftover[]} leftovers
 */
export function endLeftovers(leftovers) {
  for (const { pid } of leftovers) {
    // A group has its leader's id; most processes lead none.
    for (const target of [-pid, pid]) {
      try {
        process.kill(target, 'SIGKILL');
      } catch {
        // It has just ended.
      }
    }
  }
}

/**
 * Waits a moment for the last ones to end.
 * @param {string} marker
 * @param {string} folder
 * @returns {Promise<Leftover[]>} those that stay
 */
export async function awaitNoLeftovers(marker, folder) {
  const end = Date.now() + GRACE_MS;
  for (;;) {
    const found = findLeftovers(marker, folder);
    if (found.length === 0 || Date.now() > end) return found;
    await sleep(POLL_MS);
  }
}

/**
 * @param {string} file
 * @returns {string} empty when the process is gone, or another user's
 */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
