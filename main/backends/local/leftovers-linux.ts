/** Linux: what runs of `gam` keep in memory beside their session, and cannot remove when they are killed. */
import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the agent puts it if the run folder is not in memory itself (agent/gamgui_agent/gam/rows.py). */
const MEMORY = '/dev/shm';

/** Removes it, for the session with this run folder. */
export async function removeRowLogs(run: string): Promise<void> {
  const prefix = `gamgui-rows-${createHash('sha256').update(run).digest('hex').slice(0, 12)}-`;
  for (const name of await readdir(MEMORY).catch(() => []))
    if (name.startsWith(prefix)) await rm(join(MEMORY, name), { recursive: true, force: true });
}
