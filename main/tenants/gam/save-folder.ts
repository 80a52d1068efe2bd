/** Saves credential files into the user's own GAM folder: each whole or not at all, for its owner alone. */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { Failure } from '../../failure';
import { type ChangedFile, mustBeUnchanged, type SavedFile } from '../changed-file';
import { filesOf, readGamCfg, sectionMeant } from './gam-folder';

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
      const path = paths[file.name];
      mustBeUnchanged(file, await contentOf(path), source.folder);
      const part = `${path}.gamgui-${randomBytes(8).toString('hex')}`;
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

async function contentOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
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
