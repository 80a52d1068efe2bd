/** macOS: which processes belong to a session. */
import { ask } from '../../runtime/ask';

/** The user's processes whose command, with their environment after it, holds these words. */
async function holding(words: string): Promise<number[]> {
  // -E adds the environment, all separated by spaces: https://ss64.com/mac/ps.html
  const lines = (await ask(['/bin/ps', '-A', '-E', '-ww', '-o', 'pid=,command='])) ?? '';
  return lines
    .split('\n')
    .filter((line) => `${line} `.includes(` ${words} `))
    .map((line) => Number.parseInt(line, 10));
}

/** The ids of the processes with an entry ("NAME=VALUE") in the environment that they were started with. */
export const withEntry = holding;

/** The ids of the processes with these arguments one after the other. */
export const withArguments = (args: readonly string[]): Promise<number[]> =>
  holding(args.join(' '));

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
