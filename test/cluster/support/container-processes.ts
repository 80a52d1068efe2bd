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

/** What runs in the containers of the pod with this uid; what holds its network open is none of them. */
function processesOf(uid: string): number[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && textOf(pid, 'cgroup').includes(`/pod${uid}/`))
    .filter((pid) => !/^\/pause\b/.test(textOf(pid, 'cmdline')))
    .map(Number);
}

/** Kills all of them at once. Resolves when they are gone, with how many there were. */
export async function killAll(uid: string): Promise<number> {
  const all = processesOf(uid);
  for (const pid of all) process.kill(pid, 'SIGSTOP');
  for (const pid of all) process.kill(pid, 'SIGKILL');
  while (all.some((pid) => existsSync(`/proc/${pid}`))) await sleep(20);
  return all.length;
}
