/** An app that stands still, as in a sleep: its processes are stopped, and nobody told them (Linux). */
import { readdir, readFile } from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';

/** The processes of the app: its own and Chromium's, without the programs that it runs. */
async function processesOf(pid: number): Promise<number[]> {
  const stats = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      // A process may end while it is looked at.
      .map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')),
  );
  const known = stats.flatMap((stat) => {
    const [, own, name, parent] = /^(\d+) \((.*)\) \S (\d+)/s.exec(stat) ?? [];
    return own === undefined ? [] : [{ pid: Number(own), name, parent: Number(parent) }];
  });
  const all = new Set([pid]);
  const mine = known.find((one) => one.pid === pid)?.name;
  // Parents come before their children only by chance.
  for (let before = 0; before !== all.size; ) {
    before = all.size;
    for (const one of known) if (one.name === mine && all.has(one.parent)) all.add(one.pid);
  }
  return [...all];
}

/** A time by this computer's clock, ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The process of a running app. Without its id a signal would go to this process's own group. */
export function pidOf(app: ElectronApplication): number {
  const { pid } = app.process();
  if (pid === undefined) throw new Error('the app has no process');
  return pid;
}

/** Stops the app for so long, ms, and says when it stood still. It goes on whatever fails here. */
export async function standStill(pid: number, ms: number): Promise<Span> {
  const pids = await processesOf(pid);
  try {
    for (const one of pids) process.kill(one, 'SIGSTOP');
    const from = Date.now();
    await new Promise((resolve) => setTimeout(resolve, ms));
    return { from, to: Date.now() };
  } finally {
    for (const one of pids) goOn(one);
  }
}

/** One that has gone keeps no other from going on. */
function goOn(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The memory that a process has in RAM, in bytes. */
export async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kB] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? [];
  if (kB === undefined) throw new Error(`process ${pid} has no memory`);
  return Number(kB) * 1024;
}
