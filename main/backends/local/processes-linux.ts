/** Linux: which processes belong to a session. */
import { readdir, readFile } from 'node:fs/promises';

/** The processes whose `file` in /proc, a list of words that end in NUL, holds these words one after the other. */
async function holding(file: 'environ' | 'cmdline', words: readonly string[]): Promise<number[]> {
  const wanted = `\0${words.join('\0')}\0`;
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = all.map(async (pid) => {
    // What is another user's, or has ended meanwhile, cannot be read and is not the session's. Zombies have no words.
    const text = await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
    return `\0${text}`.includes(wanted) ? [Number(pid)] : [];
  });
  return (await Promise.all(found)).flat();
}

/** The ids of the processes with an entry ("NAME=VALUE") in the environment that they were started with. */
export const withEntry = (entry: string): Promise<number[]> => holding('environ', [entry]);

/** The ids of the processes with these arguments one after the other. */
export const withArguments = (args: readonly string[]): Promise<number[]> =>
  holding('cmdline', args);

/** The parents of a process, nearest first. */
export async function ancestorsOf(pid: number): Promise<number[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  // The second field is the program's name in brackets, which may hold spaces and brackets.
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
  return parent > 1 ? [parent, ...(await ancestorsOf(parent))] : [];
}

/** Changes with every start of the computer. */
export async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
}
