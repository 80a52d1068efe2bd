/** Finds a Python that runs the agent. */
import { Failure } from '../failure';
import { ask } from './ask';

/** The oldest Python the agent is written for. */
const OLDEST_PYTHON = '3.10';

/** A Python on this computer. */
export interface Python {
  /** The program itself, not a shim that looks for it on every start. */
  readonly path: string;
  /** Such as `3.11.7`. */
  readonly version: string;
}

const PROBE = 'import sys; print(sys.executable, "%d.%d.%d" % sys.version_info[:3], sep="\\n")';

async function probe(program: string, env: NodeJS.ProcessEnv): Promise<Python | null> {
  const [path, version] = (await ask([program, '-I', '-c', PROBE], env))?.split(/\r?\n/) ?? [];
  return path && version ? { path, version } : null;
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 10);
}

/** What to do where there is none, in the words of the platform. */
function howToGetPython(platform: NodeJS.Platform): string {
  const end = 'or name one in the variable GAMGUI_PYTHON. Then start GamGUI again.';
  return platform === 'darwin'
    ? `Install Python (brew install python, or from python.org), ${end}`
    : `Install Python (on Debian and Ubuntu: sudo apt-get install python3), ${end}`;
}

/** Programs to try, the best first. */
function candidates(env: NodeJS.ProcessEnv, preferred: string | undefined): string[] {
  const named = env['GAMGUI_PYTHON'];
  if (named) return [named];
  const usual = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
  return preferred === undefined ? usual : [preferred, ...usual];
}

/**
 * The Python named in `GAMGUI_PYTHON`, else `preferred` if it can be used, else the first on PATH that can.
 * @throws Failure `no-python` or `old-python`, with what to do
 */
export async function findPython(
  env: NodeJS.ProcessEnv,
  preferred?: string,
  platform: NodeJS.Platform = process.platform,
): Promise<Python> {
  let tooOld: Python | null = null;
  for (const program of candidates(env, preferred)) {
    const found = await probe(program, env);
    if (found !== null && isNewEnough(found.version)) return found;
    tooOld ??= found;
  }
  const fix = howToGetPython(platform);
  if (tooOld === null)
    throw new Failure('no-python', `Python ${OLDEST_PYTHON} or later was not found.`, fix);
  const which = `${tooOld.path} is Python ${tooOld.version}`;
  throw new Failure('old-python', `${which}; ${OLDEST_PYTHON} or later is needed.`, fix);
}
