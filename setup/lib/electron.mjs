// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, root } from './paths.mjs';
import { SetupError } from './say.mjs';

/** The oldest Electron that the app supports, and the one that the npm registry has. */
export const REGISTRY_VERSION = '33.2.1';

/**
 * @returns {string} the version of Electron in package.json, which releases ship
 */
export function pinnedVersion() {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return String(devDependencies.electron);
}

/**
 * @param {string} version
 * @returns {string} the folder of that runtime in the cache
 */
export function runtimeDir(version) {
  return join(cacheDir(), 'electron', version);
}

/**
 * @param {string} dir a runtime's folder
 * @param {NodeJS.Platform} platform
 */
export function binaryIn(dir, platform = process.platform) {
  if (platform === 'darwin') return join(dir, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(dir, platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * @param {string} dir a runtime's folder
 * @param {NodeJS.Platform} platform
 */
export function resourcesIn(dir, platform = process.platform) {
  return platform === 'darwin'
    ? join(dir, 'Electron.app', 'Contents', 'Resources')
    : join(dir, 'resources');
}

/**
 * @typedef {object} Runtime
 * @property {string} dir the runtime's folder
 * @property {string} binary the program
 * @property {string} version such as `33.2.1`
 */

/**
 * The Electron runtime that set-up brought: the pinned version where it could be fetched.
 * @returns {Runtime | undefined} undefined before set-up
 */
export function findRuntime() {
  for (const version of [pinnedVersion(), REGISTRY_VERSION]) {
    const dir = runtimeDir(version);
    const binary = binaryIn(dir);
    if (existsSync(binary)) return { dir, binary, version };
  }
  return undefined;
}

/**
 * @returns {Runtime}
 * @throws {SetupError} before set-up
 */
export function electronRuntime() {
  const runtime = findRuntime();
  if (runtime) return runtime;
  throw new SetupError('The Electron runtime is not there yet.', 'Run `npm start` once.');
}
