/** An app that stands still, as in a sleep: its processes are stopped, and nobody told them (Linux). */
import { readdir, readFile } from 'node:fs/promises';

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

/** Stops the app for so long. ms */
export async function standStill(pid: number, ms: number): Promise<void> {
  const pids = await processesOf(pid);
  for (const one of pids) process.kill(one, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, ms));
  for (const one of pids) process.kill(one, 'SIGCONT');
}

/** The memory that a process has in RAM, in bytes. */
export async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}
