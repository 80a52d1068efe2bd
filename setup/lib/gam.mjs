// @ts-check
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

/**
 * Where the user's own GAM may be: named, on PATH, or where GAM's installer puts it.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string[]} absolute paths, the best first; they may not exist
 */
export function places(env = process.env, platform = process.platform) {
  const name = platform === 'win32' ? 'gam.exe' : 'gam';
  const { PATH = '' } = env;
  const onPath = PATH.split(delimiter).filter(Boolean);
  const installed = platform === 'win32' ? 'C:\\GAM7' : join(homedir(), 'bin', 'gam7');
  return [...onPath, installed].map((folder) => join(folder, name));
}

/**
 * @returns {string | undefined} the user's own GAM; undefined when there is none
 */
export function findOwnGam() {
  const { GAMGUI_GAM: named } = process.env;
  if (named) return named;
  return places().find((path) => existsSync(path) && isProgram(path));
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Asks a GAM for its version, in a home folder made for that: a first run writes its settings
 * and prints that it did.
 * @param {string[]} command
 * @returns {Promise<string | undefined>} such as `7.49.00`; undefined when it is no GAM 7
 */
export async function gamVersion([command = '', ...args]) {
  const home = mkdtempSync(join(tmpdir(), 'gamgui-version-'));
  try {
    const env = { ...process.env, HOME: home, USERPROFILE: home, GAMCFGDIR: home };
    const { stdout } = await run(command, [...args, 'version', 'simple'], { env });
    // What a first run reports stands before or after it, depending on where stdout goes.
    return /^7\.\d+\.\d+/m.exec(stdout)?.[0];
  } catch {
    return undefined;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/**
 * The Python that runs a GAM installed by pip: its script names it in the first line.
 * @param {string} script
 * @returns {string | undefined} undefined for a single program without Python
 */
export function pythonOf(script) {
  const [first = ''] = readFileSync(script, 'latin1').slice(0, 300).split('\n');
  return /^#!\s*(\S*python[\d.]*)\s*$/.exec(first)?.[1];
}

/**
 * @param {string} python
 * @returns {Promise<boolean>} whether it has what the demo domain is made of
 */
export async function canRunDemo(python) {
  try {
    const modules = 'import gam, googleapiclient, cryptography';
    return (await run(python, ['-I', '-c', modules])).code === 0;
  } catch {
    return false;
  }
}
