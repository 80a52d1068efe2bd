/** Folders and files as one can compare them: each path with the sha256 of its bytes. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The sha256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** All below a folder: paths with a slash behind folders, hashes of files. What is gone before it is read is not there. */
export async function treeOf(folder: string, below = ''): Promise<Record<string, string>> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const parts = await Promise.all(
    entries.map(async (entry) => {
      const path = join(below, entry.name);
      if (entry.isDirectory()) return { [`${path}/`]: 'folder', ...(await treeOf(folder, path)) };
      const bytes = await readFile(join(folder, path)).catch(nullIfGone);
      return bytes === null ? {} : { [path]: sha256(bytes) };
    }),
  );
  return Object.assign({}, ...parts);
}

/** A file that is coming has another name until it is whole. */
function nullIfGone(why: NodeJS.ErrnoException): null {
  if (why.code === 'ENOENT') return null;
  throw why;
}
