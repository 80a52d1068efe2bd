// @ts-check
import { electronRuntime } from './electron.mjs';
import { root } from './paths.mjs';

/** Chromium's own messages are for its developers; what goes wrong is said in the windows. */
const QUIET = '--log-level=3';
/** For the command line: no screen is touched. */
const HEADLESS = ['--ozone-platform=headless', '--disable-gpu'];

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
    args: [...requiredSwitches(), ...(headless ? HEADLESS : []), QUIET, ...args],
    env: { GAMGUI_APP: root },
  };
}
