/** A system bus of its own with a logind (login1.py) that says when the computer sleeps and wakes. Linux. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Debian's own Python, which has GLib. */
const PYTHON = '/usr/bin/python3';

/** Sleep, as programs hear of it. */
export interface Login1 {
  /** What an app needs to hear it. */
  readonly env: Readonly<Record<string, string>>;
  /** Resolves when an app listens. */
  readonly isHeard: Promise<void>;
  say(word: 'sleep' | 'wake'): void;
  stop(): Promise<void>;
}

/** Why there can be none here, or null. */
export function whyNoLogin1(): string | null {
  if (process.platform !== 'linux') return 'logind is of Linux';
  if (spawnSync('dbus-daemon', ['--version']).error !== undefined) return 'there is no dbus-daemon';
  const gi = spawnSync(PYTHON, ['-c', 'from gi.repository import Gio']);
  return gi.status === 0 ? null : `${PYTHON} has no GLib (python3-gi)`;
}

/** Starts both. */
export async function startLogin1(): Promise<Login1> {
  // Who may own which name is a matter of files in /etc on the computer's own bus; on a session's bus all may.
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await lineOf(bus, () => true);
  const env = { DBUS_SYSTEM_BUS_ADDRESS: address };
  const program = spawn(PYTHON, [join(import.meta.dirname, 'login1.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const isHeard = lineOf(program, (line) => line === 'held').then(() => undefined);
  await lineOf(program, (line) => line === 'ready');
  return {
    env,
    isHeard,
    say: (word) => void program.stdin?.write(`${word}\n`),
    async stop() {
      program.stdin?.end();
      await once(program, 'exit');
      bus.kill();
      await once(bus, 'exit');
    },
  };
}

/** The first line that fits. */
function lineOf(child: ChildProcess, fits: (line: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const { stdout } = child;
    if (stdout === null) return reject(new Error('it says nothing'));
    const lines = createInterface({ input: stdout });
    lines.on('line', (line) => {
      if (fits(line)) resolve(line);
    });
    lines.on('close', () => reject(new Error('it ended without a word')));
  });
}
