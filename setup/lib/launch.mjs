// @ts-check
import { electronRuntime } from './electron.mjs';
import { root } from './paths.mjs';

/** For the command line: no screen is touched, and stderr stays clean. */
const HEADLESS = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3'];

/**
 * Chromium's sandbox refuses to run as root on Linux. Nobody else gets this switch.
 * @returns {string[]} switches that this user has to pass to any Electron program
 */
export function requiredSwitches() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * @typedef {object} Launch
 * @property {string} command the program
 * @property {string[]} args
 * @property {Record<string, string>} env to be added to the environment
 */

/**
 * How to run the built app in this folder from the Electron runtime in the cache.
 * @param {string[]} args for the app
 * @param {{ headless?: boolean }} options `headless` for the app's command line
 * @returns {Launch}
 */
export function appLaunch(args = [], { headless = false } = {}) {
  return {
    command: electronRuntime().binary,
    args: [...requiredSwitches(), ...(headless ? HEADLESS : []), ...args],
    env: { GAMGUI_APP: root },
  };
}
