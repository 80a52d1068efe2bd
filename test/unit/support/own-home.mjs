// @ts-check
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../../../setup/lib/paths.mjs';

/**
 * Makes a home folder for an app and its sessions: their shells would read the start files of the person who runs the
 * tests, and write over their history. What set-up fetched is found where it was.
 * @param {string} folder that exists, and is removed with the home in it
 * @param {NodeJS.ProcessEnv} [env] as the app would have it
 * @returns {{ HOME: string, USERPROFILE: string, GAMGUI_CACHE_DIR: string }} to be added to it
 */
export function ownHome(folder, env = process.env) {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  return { HOME: home, USERPROFILE: home, GAMGUI_CACHE_DIR: cacheDir(env) };
}
