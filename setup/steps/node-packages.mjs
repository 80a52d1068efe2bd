// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../lib/npm.mjs';
import { root, treeCache } from '../lib/paths.mjs';
import { mustRun } from '../lib/run.mjs';

/**
 * @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, link?: boolean }>} Packages
 */

/**
 * The packages of package-lock.json, without their install scripts: nothing here needs one.
 * @type {import('../lib/step.mjs').Step}
 */
export const nodePackages = {
  name: 'node packages',
  lock: () => join(treeCache, 'node-packages.lock'),
  todo: async () => {
    const locked = readPackages(join(root, 'package-lock.json'));
    // npm writes this file last, and `npm ci` removes it first: it tells a whole folder from a
    // half-made one, whoever made it.
    const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
    if (!installed) return 'npm ci';
    return sameAsLocked(locked ?? {}, installed) ? undefined : 'npm ci (package-lock.json changed)';
  },
  run: async () => {
    const [command, args] = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
    await mustRun('npm ci', command, args, {
      cwd: root,
      fix: 'Check the connection to the npm registry, then start again.',
    });
  },
};

/**
 * @param {string} file
 * @returns {Packages | undefined}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * @param {Packages} locked
 * @param {Packages} installed
 * @returns {boolean} whether all that has to be installed is, in the locked version
 */
export function sameAsLocked(locked, installed) {
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true;
    const found = installed[path];
    // Packages for other systems are optional and left out.
    if (!found) return wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}
