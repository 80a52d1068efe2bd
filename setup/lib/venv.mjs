// @ts-check
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './run.mjs';
import { SetupError } from './say.mjs';
import { writeStamp } from './stamp.mjs';

/**
 * @param {string} dir a virtual environment
 * @param {NodeJS.Platform} platform
 * @returns {string} its Python
 */
export function pythonIn(dir, platform = process.platform) {
  return platform === 'win32' ? join(dir, 'Scripts', 'python.exe') : join(dir, 'bin', 'python');
}

/**
 * @param {string} dir
 * @returns {boolean} whether the environment was made to its end, and its Python still exists
 */
export function isWhole(dir) {
  return existsSync(mark(dir)) && existsSync(pythonIn(dir));
}

/**
 * Makes a virtual environment from a lock file. Its scripts name their own folder, so it is made
 * in its place; the mark, written last, tells a whole one from one that was interrupted.
 * @param {string} dir made anew if it is there already
 * @param {import('./python.mjs').Python} python
 * @param {string} requirements a lock file with hashes
 * @returns {Promise<void>}
 */
export async function makeVenv(dir, python, requirements) {
  if (!python.canMakeVenv) {
    throw new SetupError(
      `${python.path} cannot make virtual environments.`,
      'Debian and Ubuntu ship that apart: `sudo apt-get install python3-venv`, then start again.',
    );
  }
  rmSync(dir, { recursive: true, force: true });
  await mustRun('Making a virtual environment', python.path, ['-I', '-m', 'venv', dir]);
  const own = pythonIn(dir);
  // The lock file names all there is, so nothing is looked for: pip would take a newer release of what is asked for with an
  // extra (`httpx[http2]`), and refuse it for having no hash. https://github.com/pypa/pip/issues/12345
  const flags = ['--require-hashes', '--no-deps', '--only-binary', ':all:', '--no-compile'];
  const quick = ['--no-input', '--disable-pip-version-check', '--retries', '1', '--timeout', '20'];
  await mustRun(
    'Installing Python packages',
    own,
    ['-I', '-m', 'pip', 'install', '--quiet', ...quick, ...flags, '-r', requirements],
    { fix: 'Check the connection to the Python package index, then start again.' },
  );
  // pip compiles with one process; GAM starts three times as fast from compiled files. Some
  // packages carry templates that are no Python, so its exit code says nothing.
  await mustRun('Compiling', own, ['-I', '-c', COMPILE]);
  writeStamp(mark(dir), '');
}

const COMPILE = `
import compileall, sysconfig
compileall.compile_dir(sysconfig.get_path("purelib"), quiet=2, workers=0)
`;

/** @param {string} dir */
function mark(dir) {
  return join(dir, '.whole');
}
