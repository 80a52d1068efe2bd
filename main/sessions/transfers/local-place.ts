/** A fetched file's way into its place, which replaces nothing by accident. */
import { link, lstat, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../../failure';
import { localFailure, systemCode } from './local-errors';

/** Says early what the move would say at the end. @throws Failure `exists`, `not-a-file` */
export async function refuseTarget(path: string, replace: boolean): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found?.isDirectory())
    throw new Failure('not-a-file', `There is a folder with this name: ${path}`);
  if (found !== null && !replace) throw localFailure('EEXIST', path);
}

/** Renames, and brings the new name to the disk. @throws Failure `exists`; errors of the file system */
export async function moveIntoPlace(from: string, to: string, replace: boolean): Promise<void> {
  if (replace) await rename(from, to);
  else await moveToNewName(from, to);
  await syncFolder(dirname(to));
}

/** A second name fails where the first would have been replaced; the system decides, so nothing can come between. */
async function moveToNewName(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw error;
    // A file system without links (FAT): the moment between looking and renaming cannot be closed there.
    await refuseTarget(to, false);
    await rename(from, to);
    return;
  }
  await unlink(from);
}

/** Windows and some file systems cannot; the file itself is safe. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => {});
  await folder?.close();
}
