/** Saves credential files into the user's own GAM folder: each whole or not at all, for its owner alone. */
import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../../failure';
import { type ChangedFile, mustBeUnchanged, type SavedFile } from '../changed-file';
import { filesOf, readGamCfg, sectionMeant } from './gam-folder';

/** Between a file's name and what its new content is called until all is written. */
const PART = '.gamgui-';
/** Random, in hex. */
const PART_BYTES = 8;
const PART_NAME = /^[0-9a-f]{16}$/;

/** A section of a folder of GAM's; null: the section that GAM would choose. */
export interface FolderSource {
  readonly folder: string;
  readonly section: string | null;
}

/** Where each file is, or would be. @throws Error of the file system */
export function pathsOf({ folder, section }: FolderSource): Readonly<Record<SavedFile, string>> {
  const cfg = readGamCfg(folder);
  const { clientSecrets, oauth2, service } = filesOf(folder, cfg, sectionMeant(cfg, section));
  return {
    'client_secrets.json': clientSecrets,
    'oauth2.txt': oauth2,
    'oauth2service.json': service,
  };
}

/** Writes all of them, or none where one was changed meanwhile. @throws Failure `changed-meanwhile` or `not-saved` */
export async function saveInFolder(
  files: readonly ChangedFile[],
  source: FolderSource,
): Promise<void> {
  const paths = pathsOf(source);
  const made: { readonly part: string; readonly path: string; readonly file: ChangedFile }[] = [];
  try {
    for (const file of files) {
      const path = await targetOf(paths[file.name]);
      await clearParts(path);
      mustBeUnchanged(file, await contentOf(path), source.folder);
      const part = `${path}${PART}${randomBytes(PART_BYTES).toString('hex')}`;
      made.push({ part, path, file });
      await writeNew(part, file.text);
    }
    // All are on the disk: what comes now takes no time in which somebody could change them.
    for (const { path, file } of made) mustBeUnchanged(file, await contentOf(path), source.folder);
    for (const { part, path } of made) await rename(part, path);
  } catch (error) {
    throw error instanceof Failure ? error : notSaved(source.folder, error);
  } finally {
    for (const { part } of made) await rm(part, { force: true });
  }
}

/** The file that a link leads to: a rename over the link would leave the other one as it was. */
async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (isAbsent(error)) return path;
    throw error;
  }
}

/** Removes what a save that was killed has left: it holds a key. */
async function clearParts(path: string): Promise<void> {
  const folder = dirname(path);
  const start = `${basename(path)}${PART}`;
  const isPart = (name: string) =>
    name.startsWith(start) && PART_NAME.test(name.slice(start.length));
  for (const name of (await readdir(folder)).filter(isPart)) await rm(join(folder, name));
}

async function contentOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function notSaved(folder: string, cause: unknown): Failure {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  const message = `The credentials were not saved: ${folder} cannot be written${code}.`;
  return new Failure('not-saved', message, 'Check who owns it, and whether the disk is full.');
}
