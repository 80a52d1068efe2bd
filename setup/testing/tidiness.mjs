// @ts-check
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nothing } from './outcome.mjs';

/**
 * @typedef {object} Run
 * @property {Record<string, string>} env for all that the run starts
 * @property {() => Promise<import('./outcome.mjs').Outcome>} check a test: is anything left running?
 * @property {() => Promise<void>} end ends what is left, and removes the run's folder
 */

/**
 * A run of the tests that can tell what it started: it marks its processes, and gives them a
 * folder of their own for temporary files.
 * @returns {Run}
 */
export function beginRun() {
  const id = randomUUID();
  // Short: names of unix sockets below it may have 104 bytes in all.
  const folder = mkdtempSync(join(tmpdir(), 'gt-'));
  // Tests that start programs as another user let these through.
  chmodSync(folder, 0o711);
  const marker = `GAMGUI_TEST_RUN=${id}`;
  return {
    env: { GAMGUI_TEST_RUN: id, TMPDIR: folder, TEMP: folder, TMP: folder },
    check: () => checkNothingLeft(marker, folder),
    end: async () => {
      if (process.platform === 'linux') {
        const { endLeftovers, findLeftovers } = await import('./leftovers-linux.mjs');
        endLeftovers(findLeftovers(marker, folder));
      }
      // What was just ended may still be writing its last file.
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/**
 * @param {string} marker
 * @param {string} folder
 * @returns {Promise<import('./outcome.mjs').Outcome>}
 */
async function checkNothingLeft(marker, folder) {
  const name = 'nothing is left running';
  if (process.platform !== 'linux') {
    const reason = 'only Linux shows the environment of processes';
    return { ...nothing(), skipped: [{ name, reason }] };
  }
  const { awaitNoLeftovers } = await import('./leftovers-linux.mjs');
  const left = await awaitNoLeftovers(marker, folder);
  if (left.length === 0) return { ...nothing(), passed: 1 };
  const message = left.map(({ pid, command }) => `${pid} ${command}`).join('\n');
  return { ...nothing(), failed: [{ name, message }] };
}
