/** Looks from outside at what a session has left. */
import { readdir, readFile } from 'node:fs/promises';

/** The ids of processes that carry a session's mark in their environment (Linux). */
export async function processesOf(id: string): Promise<number[]> {
  const mark = Buffer.from(`GAMGUI_SESSION=${id}\0`);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const marked = await Promise.all(
    pids.map(async (pid) => {
      // A process may end while it is looked at, and zombies have no environment.
      const environment = await readFile(`/proc/${pid}/environ`).catch(() => Buffer.alloc(0));
      return environment.includes(mark) ? [Number(pid)] : [];
    }),
  );
  return marked.flat();
}
