/** Looks at a local session's journal on disk: all that its terminal has printed. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The bytes of a session's journal, from its first on. */
export async function journalOf(profile: string, id: string): Promise<Buffer> {
  const folder = join(profile, 'sessions', id, 'state', 'journal');
  // The files are named by their first offset, with zeros in front; the indexes beside them hold times and sizes.
  const names = (await readdir(folder)).filter((name) => !name.endsWith('.index')).sort();
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(folder, name)))));
}
