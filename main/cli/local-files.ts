/** The caller's files: what is sent is looked at before anything is made, what is fetched never chooses where it goes. */
import { access, constants, stat } from 'node:fs/promises';
import { basename, posix, resolve } from 'node:path';
import { Failure } from '../failure';

/** A file or folder to be sent. */
export interface Source {
  readonly path: string;
  /** Its name, without folders. */
  readonly name: string;
  readonly isFolder: boolean;
}

/** The files and folders that were named, relative to `cwd`. @throws Failure `no-input` or `usage` */
export async function sources(files: readonly string[], cwd: string): Promise<Source[]> {
  const found: Source[] = [];
  for (const file of files) {
    const path = resolve(cwd, file);
    const name = basename(path);
    if (found.some((other) => other.name === name))
      throw new Failure('usage', `Two of the files are called “${name}”.`);
    found.push({ path, name, isFolder: await isReadableFolder(path) });
  }
  return found;
}

/** False: it is a file. @throws Failure `no-input` */
async function isReadableFolder(path: string): Promise<boolean> {
  try {
    // What is neither is not opened: a pipe would wait for its other end.
    const status = await stat(path);
    if (status.isDirectory()) {
      await access(path, constants.R_OK | constants.X_OK);
      return true;
    }
    if (status.isFile()) {
      await access(path, constants.R_OK);
      return false;
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('no-input', `${path} cannot be read: ${why}.`);
  }
  throw new Failure('no-input', `${path} is neither a file nor a folder.`);
}

/** Where a file of a session is to go on this computer. */
export interface Target {
  /** As it was typed: relative to the session's working folder. */
  readonly remote: string;
  readonly path: string;
  /** The folder that `path` is in. */
  readonly folder: string;
}

/**
 * Targets in `folder` (relative to `cwd`), each called by the last part of what the user typed: nothing that a session says
 * chooses a path here. @throws Failure `usage` or `cannot-create`
 */
export async function targets(
  files: readonly string[],
  folder: string,
  cwd: string,
  replace: boolean,
): Promise<Target[]> {
  const inside = resolve(cwd, folder);
  const all = files.map((remote) => ({
    remote,
    path: resolve(inside, nameOf(remote)),
    folder: inside,
  }));
  const paths = new Set(all.map((target) => target.path));
  if (paths.size < all.length) throw new Failure('usage', 'Two of the files have the same name.');
  const into = await stat(inside).catch(() => null);
  if (!into?.isDirectory()) throw new Failure('cannot-create', `${inside} is not a folder.`);
  for (const { path } of all) await mustBeFree(path, replace);
  return all;
}

function nameOf(remote: string): string {
  const name = posix.basename(remote);
  const acts = name === '' || name === '.' || name === '..' || basename(name) !== name;
  if (acts || /[\\/]$/.test(remote))
    throw new Failure('usage', `“${remote}” does not name a file or folder.`);
  return name;
}

async function mustBeFree(path: string, replace: boolean): Promise<void> {
  const there = await stat(path).catch(() => null);
  const isUsual = there?.isFile() || there?.isDirectory();
  if (there === null || (replace && isUsual)) return;
  const fix = isUsual ? 'Use --replace, or --to another folder.' : 'Use --to another folder.';
  throw new Failure('cannot-create', `${path} exists.`, fix);
}
