// @ts-check
import { spawn } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import {
  closeSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { podOf, withApp } from './app.mjs';
import { MB } from './counts.mjs';

/** @typedef {import('./app.mjs').BenchApp} BenchApp */
/** @typedef {import('../../../preload/transfers').Transfer} Transfer */

/** Where a session's files are in its container (agent/Containerfile). */
const WORK = '/session/s/work';
/** Nothing takes so long. ms */
const LONG_MS = 600_000;
const LOOK_MS = 100;

/**
 * A session's window whose transfers are measured.
 * @typedef {object} Moving
 * @property {BenchApp} bench
 * @property {string} folder for the benchmark's own files
 * @property {string} downloads where what is fetched goes
 * @property {(script: string) => Promise<string>} shell runs a script in the session's working folder
 */

/**
 * Does it with the real app, a session in the place, and a folder for downloads.
 * @template T
 * @param {NodeJS.ProcessEnv} env
 * @param {import('./cluster.mjs').Cluster | null} cluster null: the session is on this computer
 * @param {(moving: Moving) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withMoving(env, cluster, work) {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-moving-'));
  const downloads = join(folder, 'downloads');
  mkdirSync(downloads);
  // Where the desktop says that downloads go (https://www.freedesktop.org/wiki/Software/xdg-user-dirs/).
  writeFileSync(join(folder, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  try {
    return await withApp({ ...env, XDG_CONFIG_HOME: folder }, cluster, (bench) => {
      const words =
        cluster === null
          ? []
          : [...cluster.kubectl, 'exec', podOf(bench.id), '-c', 'session', '--'];
      const where =
        cluster === null ? join(bench.folder, 'profile', 'sessions', bench.id, 'work') : WORK;
      const shell = (/** @type {string} */ script) =>
        output([...words, 'sh', '-c', `cd '${where}' && ${script}`]);
      return work({ bench, folder, downloads, shell });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string[]} argv */
async function output([command = '', ...args]) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`${args.at(-1)} ended with ${code}`);
  return said;
}

/**
 * Writes a file that nothing makes less.
 * @param {string} path
 * @param {number} megabytes
 */
export function writeNoise(path, megabytes) {
  const piece = Buffer.alloc(MB);
  const file = openSync(path, 'w');
  for (let written = 0; written < megabytes; written += 1) writeSync(file, randomFillSync(piece));
  closeSync(file);
}

/**
 * @param {string} path
 * @returns {Promise<string>} its sha256
 */
export async function sha256Of(path) {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: MB })) hash.update(piece);
  return hash.digest('hex');
}

/**
 * Sends a file as a person does who chooses it.
 * @param {BenchApp} bench
 * @param {string} path
 */
export async function send({ page }, path) {
  await page.bringToFront();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.keyboard.press('Control+Shift+S'),
  ]);
  await chooser.setFiles(path);
}

/**
 * Fetches a file of the working folder to the downloads.
 * @param {BenchApp} bench
 * @param {string} name
 */
export async function fetch({ page }, name) {
  const path = Buffer.from(name).toString('base64');
  await page.evaluate(async (one) => {
    const asked = /** @type {any} */ ({ paths: [one], to: 'downloads', single: true });
    const answer = await window.gamgui.call('transfers.fetch', asked);
    if (!answer.ok) throw new Error(answer.error.message);
  }, path);
}

/**
 * Waits until it is so.
 * @param {BenchApp} bench
 * @param {(transfers: readonly Transfer[]) => boolean} isSo
 */
export async function until({ page }, isSo) {
  for (const since = performance.now(); performance.now() - since < LONG_MS; await pause(LOOK_MS)) {
    const all = await transfersOf(page);
    const failed = all.find(({ state }) => state.kind === 'failed');
    if (failed?.state.kind === 'failed') throw new Error(failed.state.error.message);
    if (isSo(all)) return;
  }
  throw new Error(`It did not come to that: ${JSON.stringify(await transfersOf(page))}`);
}

/** @param {import('playwright').Page} page */
async function transfersOf(page) {
  const answer = await page.evaluate(() => window.gamgui.call('transfers.list'));
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

/**
 * Cancels all, and takes them off the list.
 * @param {BenchApp} bench
 */
export async function clear({ page }) {
  const all = await transfersOf(page);
  await page.evaluate(
    async (ids) => {
      await Promise.all(ids.map((id) => window.gamgui.call('transfers.cancel', { id })));
      await window.gamgui.call('transfers.forget', { id: null });
    },
    all.map(({ id }) => id),
  );
}
