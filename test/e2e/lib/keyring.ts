/** A real keychain: gnome-keyring on a session bus of its own, in folders of its own. Linux. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBus } from './bus';

/** A keychain that is unlocked. */
export interface Keyring {
  /** What an app needs to find it. */
  readonly env: Record<string, string>;
  stop(): Promise<void>;
}

/** Why there can be none here, or null. */
export function whyNoKeyring(): string | null {
  if (process.platform !== 'linux') return 'gnome-keyring is of Linux';
  for (const program of ['gnome-keyring-daemon', 'dbus-daemon'])
    if (spawnSync(program, ['--version']).error !== undefined) return `there is no ${program}`;
  return null;
}

/** Starts one. */
export async function startKeyring(): Promise<Keyring> {
  const folder = await mkdtemp(join(tmpdir(), 'gamgui-keyring-'));
  const run = join(folder, 'run');
  await mkdir(run, { mode: 0o700 });
  const own = { HOME: folder, XDG_RUNTIME_DIR: run, XDG_DATA_HOME: join(folder, 'share') };
  const bus = await startBus(own);
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address, XDG_CURRENT_DESKTOP: 'GNOME' };
  // It goes to the background when it answers, and ends with its bus.
  const flags = ['--unlock', '--components=secrets'];
  const daemon = spawn('gnome-keyring-daemon', flags, {
    env: { ...process.env, ...own, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  daemon.stdin?.end('of the test');
  await new Promise((resolve) => daemon.once('exit', resolve));
  return {
    env,
    async stop() {
      await bus.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
