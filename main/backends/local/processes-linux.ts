/** Linux: which processes belong to a session. */
import { readdir, readFile } from 'node:fs/promises';

/** The ids of the processes that were started with `entry` ("NAME=VALUE") in their environment. Zombies have none. */
export async function processesWith(entry: string): Promise<number[]> {
  const wanted = `\0${entry}\0`;
  const found = (await readdir('/proc'))
    .filter((name) => /^\d+$/.test(name))
    .map(async (name) => {
      // One that is another user's, or has ended meanwhile, cannot be read and is not the session's.
      const environment = await readFile(`/proc/${name}/environ`, 'latin1').catch(() => '');
      return `\0${environment}\0`.includes(wanted) ? [Number(name)] : [];
    });
  return (await Promise.all(found)).flat();
}

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
