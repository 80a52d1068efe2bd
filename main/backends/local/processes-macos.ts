/** macOS: which processes belong to a session. */
import { ask } from '../../runtime/ask';

/** The ids of the user's processes that were started with `entry` ("NAME=VALUE") in their environment. */
export async function processesWith(entry: string): Promise<number[]> {
  // -E adds the environment to the command, separated by spaces: https://ss64.com/mac/ps.html
  const lines = (await ask(['/bin/ps', '-A', '-E', '-ww', '-o', 'pid=,command='])) ?? '';
  return lines
    .split('\n')
    .filter((line) => `${line} `.includes(` ${entry} `))
    .map((line) => Number.parseInt(line, 10));
}

/** The parents of a process, nearest first. */
export async function ancestorsOf(pid: number): Promise<number[]> {
  const parent = Number.parseInt(
    (await ask(['/bin/ps', '-o', 'ppid=', '-p', String(pid)])) ?? '',
    10,
  );
  return parent > 1 ? [parent, ...(await ancestorsOf(parent))] : [];
}

/** Changes with every start of the computer. */
export async function bootId(): Promise<string> {
  return ((await ask(['/usr/sbin/sysctl', '-n', 'kern.bootsessionuuid'])) ?? '').trim();
}
