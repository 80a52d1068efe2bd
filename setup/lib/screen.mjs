// @ts-check
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasScreen } from '../steps/system-packages.mjs';
import { say } from './say.mjs';

/**
 * @typedef {object} Screen
 * @property {Record<string, string>} env what the app needs to appear on it
 * @property {(pid: number) => void} announce says where its picture is, once there is one
 * @property {() => Promise<void>} stop
 */

/**
 * The user's screen, or a virtual one where there is none.
 * @returns {Promise<Screen>}
 */
export async function prepareScreen() {
  if (hasScreen()) return { env: {}, announce: () => {}, stop: async () => {} };
  const { startDesktop } = await import('./desktop-linux.mjs');
  const desktop = await startDesktop();
  const { DISPLAY: display } = desktop.env;
  say(`No screen here: started a virtual one, ${display} (${desktop.parts.join(', ')})`);
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-screen-'));
  const picture = join(folder, 'app.png');
  return {
    env: { ...desktop.env, GAMGUI_SCREENSHOT: picture },
    announce: (pid) => void announce(folder, picture, pid),
    stop: async () => {
      rmSync(folder, { recursive: true, force: true });
      await desktop.stop();
    },
  };
}

/**
 * @param {string} folder
 * @param {string} picture
 * @param {number} pid the app's
 */
async function announce(folder, picture, pid) {
  const watcher = watch(folder, { persistent: false });
  while (!existsSync(picture)) await once(watcher, 'change');
  watcher.close();
  say(`A screenshot of the running app: ${picture} (kill -USR2 ${pid} takes it anew)`);
}
