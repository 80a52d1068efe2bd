/** Starts the app, in the tray, when the user logs in to the computer. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { app } from 'electron';
import type { SettingsStore } from '../settings/store';
import { autostartEntry } from './autostart-entry';
import { HIDDEN } from './starts';

/** https://specifications.freedesktop.org/autostart-spec/latest/ */
function entryFile(env: NodeJS.ProcessEnv): string {
  const config = env['XDG_CONFIG_HOME'];
  const folder = config !== undefined && isAbsolute(config) ? config : join(homedir(), '.config');
  return join(folder, 'autostart', 'gamgui.desktop');
}

/** Keeps the system's list of what starts true to the setting, also where the app has moved. */
export function followAutostart(settings: SettingsStore, env: NodeJS.ProcessEnv): void {
  let known = false;
  const apply = () => {
    const { startAtLogin } = settings.get();
    if (startAtLogin === known) return;
    known = startAtLogin;
    try {
      set(startAtLogin, env);
    } catch (error) {
      console.error(`the start at log-in could not be set: ${String(error)}`);
    }
  };
  apply();
  settings.onChange(apply);
}

function set(on: boolean, env: NodeJS.ProcessEnv): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: on, args: [`--${HIDDEN}`] });
    return;
  }
  const file = entryFile(env);
  // An AppImage is mounted anew at each start: it names itself. What is not installed needs to be told where the app is.
  const program = env['APPIMAGE'] ?? process.execPath;
  const from = app.isPackaged ? [] : ['env', `GAMGUI_APP=${app.getAppPath()}`];
  if (on) write(file, autostartEntry([...from, program, `--${HIDDEN}`]));
  else rmSync(file, { force: true });
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const before = readOrNull(file);
  if (before !== text) writeFileSync(file, text);
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
