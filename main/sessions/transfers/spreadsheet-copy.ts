/** A received CSV as a spreadsheet may have it: the same, but what it would take for a formula is text. */
import { randomBytes } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, open, stat, unlink } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { NeutraliseFormulas } from '../../files/neutralise-formulas';
import { partPath } from './local-parts';
import { utime } from './local-time';

/** Windows has none. */
const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0 } = constants;

/**
 * Makes it beside the `part`, which is whole and stays, with its mode and time, and on the disk; resolves to its path, which is
 * another part file's of `target`'s folder. @throws Failure `bad-encoding`; errors of the file system. Then nothing of it is left
 */
export async function spreadsheetCopy(part: string, target: string): Promise<string> {
  const path = partPath(target, randomBytes(16).toString('hex'));
  const file = await open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    await copy(part, file, /\.tsv$/i.test(target) ? '\t' : ',');
  } catch (error) {
    await unlink(path).catch(() => {});
    throw error;
  } finally {
    await file.close();
  }
  return path;
}

async function copy(part: string, file: FileHandle, delimiter: ',' | '\t'): Promise<void> {
  const write = async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) await file.appendFile(piece);
  };
  await pipeline(createReadStream(part), new NeutraliseFormulas(delimiter), write);
  const { mode, mtimeMs } = await stat(part);
  await file.chmod(mode & 0o777);
  await file.utimes(new Date(), utime(Math.round(mtimeMs)));
  await file.sync();
}
