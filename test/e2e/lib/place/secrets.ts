/** Looks for planted secrets where none may be: in files below a folder, and in what is seen of processes. Linux. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files below a folder that have one of the texts in them, but for those below `but`. */
export async function filesWith(
  folder: string,
  texts: readonly string[],
  but?: string,
): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || (but !== undefined && path.startsWith(but))) continue;
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    if (texts.some((text) => content.includes(text))) found.push(path);
  }
  return found;
}

/** The processes that have one of the texts in their arguments or their environment, by what they are called. */
export async function processesWith(texts: readonly string[]): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found: string[] = [];
  for (const id of ids)
    for (const file of ['cmdline', 'environ']) {
      // It may have ended, or be another user's.
      const content = await readFile(join('/proc', id, file)).catch(() => Buffer.alloc(0));
      if (texts.some((text) => content.includes(text))) found.push(`${id} ${file}`);
    }
  return found;
}
