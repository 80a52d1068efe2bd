/** The processes of a pod of this machine's own cluster, as the machine sees them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
function processesOf(uid: string): number[] {
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

/** Kills the programs of an agent in it, which are called so; the container goes on. */
export function killPrograms(uid: string, program: string): void {
  for (const pid of processesOf(uid)) {
    const words = textOf(String(pid), 'cmdline').split('\0').filter(Boolean);
    if (words.at(-1) === program) send('SIGKILL', pid);
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
