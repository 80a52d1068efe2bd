// @ts-check
import { run } from './run.mjs';
import { SetupError } from './say.mjs';

/** GAM's own packages need it (modern-httplib2 does). The agent itself runs on 3.10. */
const OLDEST = /** @type {const} */ ([3, 11]);

/** Prints what has to be known about a Python. */
const PROBE = `
import json, sys
def has(name):
    try:
        __import__(name)
        return True
    except Exception:
        return False
print(json.dumps({
    "path": sys.executable,
    "version": list(sys.version_info[:3]),
    "canMakeVenv": has("venv") and has("ensurepip"),
}))
`;

/**
 * @typedef {object} Python
 * @property {string} path the real program, not a shim
 * @property {number[]} version such as [3, 11, 7]
 * @property {boolean} canMakeVenv Debian ships venv apart
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {[string, ...string[]][]} commands to try, the best first
 */
export function candidates(env = process.env, platform = process.platform) {
  const { GAMGUI_PYTHON: named } = env;
  /** @type {[string, ...string[]][]} */
  const own = named ? [[named]] : [];
  if (platform === 'win32') return [...own, ['py', '-3'], ['python']];
  return [...own, ['python3'], ['python3.14'], ['python3.13'], ['python3.12'], ['python3.11']];
}

/**
 * @param {[string, ...string[]]} command
 * @returns {Promise<Python | undefined>} undefined when there is no such Python, or it is broken
 */
async function probe([command, ...args]) {
  try {
    const { code, stdout } = await run(command, [...args, '-I', '-c', PROBE]);
    return code === 0 ? JSON.parse(stdout) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {number[]} version
 * @returns {boolean} whether GAM runs on it
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version;
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/**
 * The first Python on this machine that GAM runs on.
 * @returns {Promise<Python>}
 * @throws {SetupError} when there is none: it says how to get one
 */
export async function findPython() {
  /** @type {Python | undefined} */
  let tooOld;
  for (const candidate of candidates()) {
    const found = await probe(candidate);
    if (found && isNewEnough(found.version)) return found;
    tooOld ??= found;
  }
  const wanted = OLDEST.join('.');
  throw new SetupError(
    tooOld
      ? `Python ${tooOld.version.join('.')} is too old: GAM needs ${wanted} or later.`
      : `There is no Python: GAM needs ${wanted} or later.`,
    howToGetPython(),
  );
}

/**
 * @param {NodeJS.Platform} platform
 */
export function howToGetPython(platform = process.platform) {
  const end = 'or name one in GAMGUI_PYTHON, then start again.';
  if (platform === 'darwin')
    return `Install it (\`brew install python\`, or from python.org), ${end}`;
  if (platform === 'win32') return `Install it (\`winget install Python.Python.3.13\`), ${end}`;
  return `Install it (Debian 12, Ubuntu 24.04: \`sudo apt-get install python3 python3-venv\`; Fedora: \`sudo dnf install python3\`), ${end}`;
}
