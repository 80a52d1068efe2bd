/** The processes of a pod of this machine's own cluster, as the machine sees them. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

function textOf(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It has ended.
    return '';
  }
}

/** What runs in the containers of the pod with this uid, without what holds its network open and what starts containers. */
export function processesOf(uid: string): number[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && textOf(pid, 'cgroup').includes(`/pod${uid}/`))
    .filter((pid) => !/^(?:\/pause|runc)\b/.test(textOf(pid, 'cmdline')))
    .map(Number);
}

/** The end of a pod's first process is that of all others: they may be gone before their turn. */
function send(signal: NodeJS.Signals, pid: number): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Kills all of them at once. Resolves when they are gone, with how many there were. */
export async function killAll(uid: string): Promise<number> {
  const all = processesOf(uid);
  for (const pid of all) send('SIGSTOP', pid);
  for (const pid of all) send('SIGKILL', pid);
  while (all.some((pid) => existsSync(`/proc/${pid}`))) await sleep(20);
  return all.length;
}

/** Kills the agent's programs of this name in the pod; how many there were. */
export function killProgram(uid: string, name: string): number {
  const all = processesOf(uid).filter((pid) => {
    const words = textOf(String(pid), 'cmdline').split('\0');
    return words.at(-2) === name || words.at(-1) === name;
  });
  for (const pid of all) send('SIGKILL', pid);
  return all.length;
}

/** Length of the period in which a quota of CPU is counted, as the kernel has it unless it is told otherwise. µs */
const PERIOD = 100_000;

/**
 * Leaves the pod's containers so much of a CPU (https://docs.kernel.org/scheduler/sched-bwc.html). Returns what ends that, and
 * then tells how often they were held back.
 */
export function throttle(uid: string, cpus: number): () => number {
  const [pid] = processesOf(uid);
  if (pid === undefined) throw new Error('nothing runs in the pod');
  const line = /^\d+:([^:]*\bcpu\b[^:]*):(.*)$/m.exec(textOf(String(pid), 'cgroup'));
  if (line === null) throw new Error('only control groups of version 1 are known here');
  const group = join('/sys/fs/cgroup', line[1] ?? '', line[2] ?? '');
  const quota = join(group, 'cpu.cfs_quota_us');
  const times = () =>
    Number(/^nr_throttled (\d+)$/m.exec(readFileSync(join(group, 'cpu.stat'), 'utf8'))?.[1] ?? 0);
  const [usual, before] = [readFileSync(quota, 'utf8'), times()];
  writeFileSync(quota, String(cpus * PERIOD));
  return () => {
    writeFileSync(quota, usual);
    return times() - before;
  };
}
