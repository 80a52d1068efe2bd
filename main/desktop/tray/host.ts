/**
 * Whether an icon in the tray can be seen. Windows and macOS always show it; on Linux some desktops have no tray, which only
 * the session bus knows: https://specifications.freedesktop.org/status-notifier-item-spec/latest/
 */
import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { serially } from '../../sessions/serially';

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

/**
 * What is listened to on the session bus. Owners of all names: so a listener that its app left behind, killed, ends as soon as
 * any program comes to the bus, since nobody reads what it writes.
 */
const HEARD = [
  "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'",
  `type='signal',interface='${WATCHER}',member='StatusNotifierHostRegistered'`,
];

/**
 * Calls `came` once a tray comes, however late; what it returns stops listening. A panel may be started hours after the app.
 * The listener is a program of D-Bus, like the one that asks; without it, or without a bus, nothing comes.
 */
export function listenForTray(came: () => void): () => void {
  const stdio = ['ignore', 'pipe', 'ignore'] as const;
  const monitor = spawn('dbus-monitor', ['--session', ...HEARD], { stdio: [...stdio] });
  let over = false;
  const stop = () => {
    over = true;
    monitor.kill();
  };
  const look = serially(async () => {
    if (over || !(await hasTray()) || over) return;
    stop();
    came();
  });
  monitor.on('error', () => {});
  createInterface({ input: monitor.stdout }).on('line', (line) => {
    if (line.includes(WATCHER)) void look();
  });
  // One that came before it listened.
  void look();
  return stop;
}
