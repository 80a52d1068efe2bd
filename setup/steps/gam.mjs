// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { canRunDemo, findOwnGam, gamVersion, pythonOf } from '../lib/gam.mjs';
import { cacheDir, root } from '../lib/paths.mjs';
import { findPython } from '../lib/python.mjs';
import { SetupError } from '../lib/say.mjs';
import { writeStamp } from '../lib/stamp.mjs';
import { isWhole, makeVenv, pythonIn } from '../lib/venv.mjs';

/**
 * Which GAM and which Python sessions use: `gam/current.json` in the cache.
 * @typedef {object} Gam
 * @property {string[]} command how to run GAM, without its own arguments
 * @property {string} python a Python that runs the agent, and can import gam, googleapiclient
 *   and cryptography for the demo domain
 * @property {string} version GAM's, such as `7.49.00`
 * @property {'user' | 'venv'} origin the user's own, or the one that set-up installed
 * @property {string} key what it was decided from; when that changes it is decided anew
 */

const requirements = join(root, 'agent', 'requirements.txt');

/** @returns {string} the file that says which GAM sessions use */
function currentGamFile() {
  return join(cacheDir(), 'gam', 'current.json');
}

/**
 * @returns {Gam | undefined} undefined before set-up, or when what it names is gone
 */
export function currentGam() {
  try {
    /** @type {Gam} */
    const gam = JSON.parse(readFileSync(currentGamFile(), 'utf8'));
    return existsSync(gam.python) && existsSync(gam.command[0] ?? '') ? gam : undefined;
  } catch {
    return undefined;
  }
}

/**
 * GAM: the user's own, or else the pinned one in a virtual environment.
 * @type {import('../lib/step.mjs').Step}
 */
export const gam = {
  name: 'GAM',
  after: ['system packages'],
  lock: () => join(cacheDir(), 'gam.lock'),
  todo: async () => {
    if (currentGam()?.key === decisionKey()) return undefined;
    const own = findOwnGam();
    return own ? `found ${own}` : `installing GAM ${pinnedGam()} (there is none on this machine)`;
  },
  run: async () => {
    const own = findOwnGam();
    const chosen = await (own ? decideForOwn(own) : decideForPinned());
    writeStamp(currentGamFile(), JSON.stringify({ ...chosen, key: decisionKey() }, undefined, 2));
    return `GAM ${chosen.version}, ${chosen.origin === 'user' ? 'your own' : 'pinned'}`;
  },
};

/** @returns {string} the pinned version, as pip writes it */
function pinnedGam() {
  return /^gam7==(\S+)/m.exec(readFileSync(requirements, 'utf8'))?.[1] ?? '?';
}

/** Changes with the lock file, and with which GAM the user has. */
function decisionKey() {
  const own = findOwnGam();
  const hash = createHash('sha256').update(readFileSync(requirements));
  const { GAMGUI_PYTHON: named = '' } = process.env;
  hash.update(named);
  if (own && existsSync(own)) {
    const { mtimeMs, size } = statSync(own);
    hash.update(`${own}\0${mtimeMs}\0${size}`);
  }
  return hash.digest('hex');
}

/** @typedef {Omit<Gam, 'key'>} Choice */

/**
 * @param {string} path
 * @returns {Promise<Choice>}
 */
async function decideForOwn(path) {
  const version = await gamVersion([path]);
  if (!version) {
    throw new SetupError(
      `${path} is no GAM 7: it does not answer \`gam version simple\`.`,
      'Name another one in GAMGUI_GAM, or update it, then start again.',
    );
  }
  const python = pythonOf(path);
  // A GAM that is one program brings no Python that others can use; the agent and the demo domain
  // need one with GAM's packages.
  const demo = python && (await canRunDemo(python)) ? python : pythonIn(await environment());
  return { command: [path], python: demo, version, origin: 'user' };
}

/** @returns {Promise<Choice>} */
async function decideForPinned() {
  const python = pythonIn(await environment());
  const command = [python, '-I', '-m', 'gam'];
  const version = await gamVersion(command);
  if (!version) throw new SetupError(`GAM in ${python} does not answer \`gam version simple\`.`);
  return { command, python, version, origin: 'venv' };
}

/** @returns {Promise<string>} the virtual environment's folder, made if it is not there */
async function environment() {
  const python = await findPython();
  const hash = createHash('sha256').update(readFileSync(requirements));
  hash.update(`${python.path}\0${python.version.join('.')}`);
  const dir = join(cacheDir(), 'gam', `${pinnedGam()}-${hash.digest('hex').slice(0, 12)}`);
  if (!isWhole(dir)) await makeVenv(dir, python, requirements);
  return dir;
}
