/** The caller's files: what is sent is looked at before anything is made, what is fetched never chooses where it goes. */
import { open, stat } from 'node:fs/promises';
import { basename, posix, resolve } from 'node:path';
import { Failure } from '../failure';

/** A file to be sent. */
export interface Source {
  readonly path: string;
  /** Its name, without folders. */
  readonly name: string;
}

/** The files that were named, relative to `cwd`. @throws Failure `no-input` or `usage` */
export async function sources(files: readonly string[], cwd: string): Promise<Source[]> {
  const found: Source[] = [];
  for (const file of files) {
    const path = resolve(cwd, file);
    const name = basename(path);
    if (found.some((other) => other.name === name))
      throw new Failure('usage', `Two of the files are called “${name}”.`);
    await mustBeReadable(path);
    found.push({ path, name });
  }
  return found;
}

async function mustBeReadable(path: string): Promise<void> {
  try {
    const file = await open(path, 'r');
    const isFile = (await file.stat()).isFile();
    await file.close();
    if (isFile) return;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('no-input', `${path} cannot be read: ${why}.`);
  }
  throw new Failure(
    'no-input',
    `${path} is not a file.`,
    'Pack a folder first, for example by tar.',
  );
}

/** Where a file of a session is to go on this computer. */
export interface Target {
  /** As it was typed: relative to the session's working folder. */
  readonly remote: string;
  readonly path: string;
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
  const all = files.map((remote) => ({ remote, path: resolve(cwd, folder, nameOf(remote)) }));
  const paths = new Set(all.map((target) => target.path));
  if (paths.size < all.length) throw new Failure('usage', 'Two of the files have the same name.');
  const into = await stat(resolve(cwd, folder)).catch(() => null);
  if (!into?.isDirectory())
    throw new Failure('cannot-create', `${resolve(cwd, folder)} is not a folder.`);
  for (const { path } of all) await mustBeFree(path, replace);
  return all;
}

function nameOf(remote: string): string {
  const name = posix.basename(remote);
  const acts = name === '' || name === '.' || name === '..' || basename(name) !== name;
  if (acts || /[\\/]$/.test(remote))
    throw new Failure('usage', `“${remote}” does not name a file.`);
  return name;
}

async function mustBeFree(path: string, replace: boolean): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there === null || (replace && there.isFile())) return;
  const fix = there.isFile()
    ? 'Use --replace, or --to another folder.'
    : 'Use --to another folder.';
  throw new Failure('cannot-create', `${path} exists.`, fix);
}
