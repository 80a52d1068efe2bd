/** A session bus of a test's own, from dbus-daemon. Linux. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A bus that answers. */
export interface Bus {
  readonly address: string;
  /** Ends it, and resolves when the services it started have gone too: until then one may still write its files. */
  stop(): Promise<void>;
}

/** Starts one; `own` is added to the environment of the services that it starts. */
export async function startBus(own: Readonly<Record<string, string>> = {}): Promise<Bus> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    env: { ...process.env, ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // The services inherit it, so it closes behind the last of them.
  daemon.stderr.resume();
  const closed = new Promise<void>((resolve) => daemon.once('close', () => resolve()));
  const stop = async () => {
    daemon.kill('SIGTERM');
    await closed;
  };
  return { address: await firstLine(daemon), stop };
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) return '';
  for await (const line of createInterface({ input: stdout })) return line;
  throw new Error('it ended without a word');
}

/** Ends a process, and resolves when it has gone. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
