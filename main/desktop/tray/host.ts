/**
 * Whether an icon in the tray can be seen. Windows and macOS always show it; on Linux some desktops have no tray, which only
 * the session bus knows: https://specifications.freedesktop.org/status-notifier-item-spec/latest/
 */
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const WATCHER = 'org.kde.StatusNotifierWatcher';
/** It comes with D-Bus itself. There is no library for a bus in the app: this one question is all it asks. */
const ASK = [
  ...['--session', '--print-reply=literal', '--reply-timeout=2000', `--dest=${WATCHER}`],
  ...['/StatusNotifierWatcher', 'org.freedesktop.DBus.Properties.Get'],
  ...[`string:${WATCHER}`, 'string:IsStatusNotifierHostRegistered'],
];
/** A bus that does not answer at all. ms */
const MOST_MS = 3_000;

/** Whether there is a tray now; false where it is not known. */
export async function hasTray(platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (platform !== 'linux') return true;
  try {
    const { stdout } = await run('dbus-send', ASK, { timeout: MOST_MS });
    return /\bboolean true\b/.test(stdout);
  } catch {
    // No bus, no watcher, or no program to ask with.
    return false;
  }
}

/** Pauses between looks for a tray: after a log-in the panel comes later than what starts by itself. ms */
const PAUSES: readonly number[] = [500, 1000, 1000, 2000, 2000, 4000, 5000];

/** Whether there is a tray, waiting for one for a while. `look` and `pauses` are for tests. */
export async function waitForTray(
  look: () => Promise<boolean> = hasTray,
  pauses: readonly number[] = PAUSES,
): Promise<boolean> {
  for (const pause of pauses) {
    if (await look()) return true;
    await sleep(pause);
  }
  return look();
}
