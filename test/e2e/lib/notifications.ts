/** A desktop that shows notifications, on a bus of its own (notifications.py). Linux with Python's gi. */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { type Bus, endChild, startBus } from './bus';

/** The system's own Python: others have no gi. */
const PYTHON = '/usr/bin/python3';
const Line = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ id: z.number(), summary: z.string(), body: z.string() }),
]);

/** One that was shown. */
export type Shown = Extract<z.infer<typeof Line>, { id: number }>;

/** The desktop's end. */
export interface Notifications {
  /** What an app needs to find it. */
  readonly env: Readonly<Record<string, string>>;
  /** What was shown so far, the first first. */
  readonly shown: readonly Shown[];
  click(one: Shown): void;
  stop(): Promise<void>;
}

/** Why there can be none here, or null. */
export function whyNoNotifications(): string | null {
  if (process.platform !== 'linux') return 'they are of Linux’s desktops';
  if (spawnSync('dbus-daemon', ['--version']).error !== undefined) return 'there is no dbus-daemon';
  return spawnSync(PYTHON, ['-c', 'import gi']).status === 0 ? null : `${PYTHON} has no gi`;
}

/** Starts one; resolves when it answers. */
export async function startNotifications(): Promise<Notifications> {
  const bus = await startBus();
  try {
    return await onBus(bus);
  } catch (error) {
    await bus.stop();
    throw error;
  }
}

async function onBus(bus: Bus): Promise<Notifications> {
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
  const desktop = spawn(PYTHON, [join(import.meta.dirname, 'notifications.py')], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const shown: Shown[] = [];
  await new Promise<void>((ready, reject) => {
    desktop.once('exit', () => reject(new Error('the desktop ended before it was ready')));
    createInterface({ input: desktop.stdout }).on('line', (text) => {
      const line = Line.parse(JSON.parse(text));
      if ('ready' in line) ready();
      else shown.push(line);
    });
  });
  return {
    env,
    shown,
    click: ({ id }) => void desktop.stdin.write(`${id}\n`),
    async stop() {
      await endChild(desktop);
      await bus.stop();
    },
  };
}
