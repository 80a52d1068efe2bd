// @ts-check
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder: the one that holds package.json. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** What belongs to this copy of the project alone and may be thrown away: locks, logs of set-up. */
export const treeCache = join(root, '.cache');

/** Logs and reports of `npm test`. */
export const testResults = join(root, 'test-results');

/**
 * Where downloads and virtual environments live, shared by all copies of the project.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string} an absolute path; the folder may not exist yet
 */
export function cacheDir(env = process.env, platform = process.platform) {
  const { GAMGUI_CACHE_DIR: own, LOCALAPPDATA: local, XDG_CACHE_HOME: cache } = env;
  if (own) return own;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'gamgui');
  if (platform === 'win32') {
    return join(local || join(homedir(), 'AppData', 'Local'), 'gamgui', 'cache');
  }
  return join(cache || join(homedir(), '.cache'), 'gamgui');
}
