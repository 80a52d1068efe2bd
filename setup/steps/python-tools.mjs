// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, root } from '../lib/paths.mjs';
import { findPython } from '../lib/python.mjs';
import { isWhole, makeVenv, pythonIn } from '../lib/venv.mjs';

const requirements = join(root, 'setup', 'requirements-dev.txt');

/**
 * pytest, mypy, ruff and asciinema, pinned, in a virtual environment that developers and tests use.
 * @type {import('../lib/step.mjs').Step}
 */
export const pythonTools = {
  name: 'Python tools',
  after: ['system packages'],
  lock: () => join(cacheDir(), 'python-tools.lock'),
  todo: async () =>
    isWhole(folder()) ? undefined : 'installing pytest, hypothesis, mypy, ruff, asciinema',
  run: async () => makeVenv(folder(), await findPython(), requirements),
};

/** @returns {string} the Python that has them */
export function toolsPython() {
  return pythonIn(folder());
}

function folder() {
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  return join(cacheDir(), 'tools', hash.slice(0, 12));
}
