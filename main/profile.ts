/** The folder that holds everything the app keeps: settings, records, sessions of this computer. */
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** Where the profile is unless the user says otherwise: the same place Electron calls `userData`. */
function usualProfile(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'GamGUI');
  if (platform === 'win32')
    return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'GamGUI');
  // https://specifications.freedesktop.org/basedir-spec/latest/: a relative path is to be ignored.
  const config = env['XDG_CONFIG_HOME'];
  return join(
    config !== undefined && isAbsolute(config) ? config : join(home, '.config'),
    'GamGUI',
  );
}

/**
 * The profile's absolute path: `GAMGUI_PROFILE` (for tests, and for people with two accounts), a relative one being
 * relative to `cwd`, or else the usual place.
 */
export function profileFolder(
  env: NodeJS.ProcessEnv,
  cwd: string,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const named = env['GAMGUI_PROFILE'];
  return named ? resolve(cwd, named) : usualProfile(env, platform, home);
}

/** Makes a folder, and those above it, that only this user can enter. */
export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}
