/** Finds the GAM that sessions of this computer run: the user's own, or the one that set-up installed. */
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../failure';
import { ask } from './ask';

const Gam = z.object({
  /** How to run GAM, without its own arguments. */
  command: z.array(z.string()).min(1),
  /** A Python that has GAM's packages, which the demo domain is made of; null where there is none. */
  python: z.string().nullable(),
  /** Such as `7.49.00`. */
  version: z.string(),
  origin: z.enum(['user', 'venv']),
});
/** The GAM that was found. */
export type Gam = z.infer<typeof Gam>;

/** The folder that set-up fills, shared by all copies of the app. */
function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  if (env['GAMGUI_CACHE_DIR']) return env['GAMGUI_CACHE_DIR'];
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'gamgui');
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'gamgui', 'cache');
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'gamgui');
}

/** What set-up decided (setup/steps/gam.mjs), or null before it ran or when what it names is gone. */
function decidedBySetup(env: NodeJS.ProcessEnv): Gam | null {
  try {
    const file = join(cacheFolder(env), 'gam', 'current.json');
    const gam = Gam.parse(JSON.parse(readFileSync(file, 'utf8')));
    const named = [gam.command[0] ?? '', gam.python ?? ''];
    return named.every((path) => existsSync(path)) ? gam : null;
  } catch {
    return null;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where a GAM of the user may be, the best first: on PATH, or where GAM's installer puts it. */
function places(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  const name = platform === 'win32' ? 'gam.exe' : 'gam';
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const installed = platform === 'win32' ? 'C:\\GAM7' : join(homedir(), 'bin', 'gam7');
  return [...folders, installed].map((folder) => join(folder, name));
}

/** GAM's version, asked in a home folder made for that: a first run writes its settings there. */
async function versionOf(command: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const home = mkdtempSync(join(tmpdir(), 'gamgui-version-'));
  try {
    const clean = { ...env, HOME: home, USERPROFILE: home, GAMCFGDIR: home };
    const words = await ask([command, 'version', 'simple'], clean);
    return /^7\.\d+\.\d+/m.exec(words ?? '')?.[0] ?? null;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The Python of a GAM installed by pip, whose script names it in its first line, if it can run the demo domain. */
async function pythonOf(script: string): Promise<string | null> {
  const [first = ''] = readFileSync(script).subarray(0, 300).toString('latin1').split('\n');
  const python = /^#!\s*(\S*python[\d.]*)\s*$/.exec(first)?.[1];
  if (python === undefined) return null;
  const works = await ask([python, '-I', '-c', 'import googleapiclient, cryptography']);
  return works === null ? null : python;
}

const FIX =
  'Install GAM 7 (https://github.com/GAM-team/GAM/wiki), or name the program in the variable GAMGUI_GAM. Then start GamGUI again.';

/**
 * `GAMGUI_GAM`, else what set-up decided, else the user's own.
 * @throws Failure `no-gam` or `bad-gam`, with what to do
 */
export async function findGam(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Promise<Gam> {
  const decided = decidedBySetup(env);
  const named = env['GAMGUI_GAM'];
  if (decided !== null && (!named || decided.command[0] === named)) return decided;
  const path = named || places(env, platform).find(isProgram);
  if (!path) throw new Failure('no-gam', 'GAM was not found on this computer.', FIX);
  const version = await versionOf(path, env);
  if (version === null) throw new Failure('bad-gam', `${path} does not answer as GAM 7 does.`, FIX);
  const python = (await pythonOf(path)) ?? decided?.python ?? null;
  return { command: [path], python, version, origin: 'user' };
}
