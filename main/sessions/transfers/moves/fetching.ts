/** Moves one file or folder of a session to this computer. What it says chooses no path here: `names` makes the names. */
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../../failure';
import type { Entry } from '../../wire/file-answers';
import type { RemotePath } from '../files-client';
import { localFailure, locally, systemCode } from '../local-errors';
import { FetchedFolder } from './fetched-folder';
import { clashOf, fits, isFailure, Mover, NOT_SAME } from './mover';
import { below, split } from './names';
import type { MovedFile, Run, Target } from './run';

/**
 * Gives names for one folder of this computer, each once: safe for what they come from, and none of `taken`
 * (main/files/local-name.ts).
 */
export type LocalNames = (taken: Iterable<string>) => (name: Uint8Array) => string;

/** A session may list folders in one another for ever. */
const DEEPEST = 64;

/** `what.to`: the folder it goes to. Resolves when all is here, or skipped. @throws Failure; the signal's reason */
export async function fetch(
  what: { readonly remote: RemotePath; readonly to: string },
  names: LocalNames,
  target: Target<string>,
  run: Run,
): Promise<void> {
  const fetching = new Fetching(what.remote, names, target, run);
  try {
    await fetching.all(what.to);
  } finally {
    await fetching.stop();
  }
}

class Fetching {
  readonly #remote: RemotePath;
  readonly #names: LocalNames;
  readonly #target: Target<string>;
  readonly #run: Run;
  readonly #mover: Mover;

  constructor(remote: RemotePath, names: LocalNames, target: Target<string>, run: Run) {
    this.#remote = remote;
    this.#names = names;
    this.#target = target;
    this.#run = run;
    this.#mover = new Mover(run);
  }

  async all(to: string): Promise<void> {
    const entry = await this.#run.client.stat(this.#remote);
    const { name } = split(this.#remote);
    const usual = join(to, this.#names([])(name));
    if (entry.type === 'folder') {
      this.#run.found('folder');
      const local = await this.#topFolder(to, name, usual);
      if (local !== null) await this.#inside(this.#remote, this.#folderAt(local, entry, null), 1);
    } else if (entry.type === 'file') await this.#mover.file(this.#single(entry, to, name, usual));
    else throw new Failure('not-a-file', 'Only files and folders can be fetched, and it is none.');
    await this.#mover.end();
  }

  stop(): Promise<void> {
    return this.#mover.stop();
  }

  /** A file by itself, whose name may be taken. */
  #single(entry: Entry, to: string, name: Uint8Array, usual: string) {
    const pathNow = () => this.#target.target ?? usual;
    const file = fileOf(entry, this.#remote, pathNow);
    const move: MovedFile['move'] = async (options) => {
      for (;;) {
        const path = pathNow();
        const { replace } = this.#target;
        const { client, owner, forSpreadsheet = false } = this.#run;
        try {
          await client.get(this.#remote, path, { ...options, replace, owner, forSpreadsheet });
          return;
        } catch (why) {
          if (!(await isTaken(why, path))) throw why;
          if (await this.#isHere(path, options.signal)) return;
          if (!(await this.#settle(to, name, path, 'file', why))) return;
          this.#run.left(file.left(), true);
        }
      }
    };
    return { ...file, move };
  }

  /** It may have come, and the app been killed before it could note that: that is no question. */
  async #isHere(path: string, signal: AbortSignal): Promise<boolean> {
    // What would be the same has its formulas still.
    if (this.#run.forSpreadsheet || (await typeOf(path)) !== 'file') return false;
    try {
      return await this.#run.client.isSame(path, this.#remote, signal);
    } catch (why) {
      if (isFailure(why, ...NOT_SAME)) return false;
      throw why;
    }
  }

  #folderAt(
    path: string,
    entry: Pick<Entry, 'mode' | 'mtime'>,
    above: FetchedFolder | null,
  ): FetchedFolder {
    return new FetchedFolder(path, entry, above, (sentence) => this.#run.note(sentence));
  }

  /** The folder here, or null: it is skipped. */
  async #topFolder(to: string, name: Uint8Array, usual: string): Promise<string | null> {
    for (;;) {
      const path = this.#target.target ?? usual;
      const isChosen = this.#target.target !== null && this.#target.replace;
      try {
        await makeFolder(path, isChosen || (await isEmpty(path)));
        // From now on it is this transfer's own: after a restart what is in it is no question any more.
        this.#target.keep(path, true);
        return path;
      } catch (why) {
        if (!isFailure(why, 'exists')) throw why;
        if (!(await this.#settle(to, name, path, 'folder', why))) return null;
      }
    }
  }

  /** What is in a folder, page by page: however much there is, only one page of each depth is held. */
  async #inside(remote: RemotePath, folder: FetchedFolder, depth: number): Promise<void> {
    const { client, signal } = this.#run;
    if (depth > DEEPEST)
      throw new Failure('too-deep', `More than ${DEEPEST} folders are in one another.`);
    const names = this.#names([]);
    for await (const entry of client.list(remote)) {
      signal.throwIfAborted();
      await this.#entry(entry, below(remote, entry.name), folder, names(entry.name), depth);
    }
    await folder.leave();
  }

  async #entry(
    entry: Entry,
    remote: RemotePath,
    folder: FetchedFolder,
    name: string,
    depth: number,
  ): Promise<void> {
    const local = join(folder.path, name);
    if (entry.type === 'file') {
      const file = fileOf(entry, remote, () => local);
      const move: MovedFile['move'] = async (options) => {
        const { client, owner } = this.#run;
        await client.get(remote, local, { ...options, replace: true, owner });
      };
      folder.enter();
      await this.#mover.file({ ...file, move, over: () => folder.leave() });
    } else if (entry.type === 'folder') {
      // One that cannot be listed, or made here, does not stop the others.
      const made = this.#folderAt(local, entry, folder);
      await this.#folder(remote, made, depth + 1).catch((why) => this.#mover.refuse(why));
    } else {
      const what = entry.type === 'link' ? 'a link' : 'no file and no folder';
      this.#run.note(`${clashOf(entry.name, '').name} was left out: it is ${what}.`);
    }
  }

  async #folder(remote: RemotePath, folder: FetchedFolder, depth: number): Promise<void> {
    await makeFolder(folder.path, true);
    await this.#inside(remote, folder, depth);
  }

  /** Asks what is to be done with what is there. False: nothing. @throws what was refused, where no answer helps */
  async #settle(
    to: string,
    name: Uint8Array,
    path: string,
    what: 'file' | 'folder',
    why: unknown,
  ): Promise<boolean> {
    const clash = clashOf(name, await typeOf(path));
    const answer = await this.#run.ask(clash);
    if (!fits(answer, what, clash)) throw why;
    if (answer === 'skip') this.#run.skipped();
    if (answer === 'replace') this.#target.keep(path, true);
    if (answer === 'keep-both') {
      const taken = await locally(to, () => readdir(to));
      this.#target.keep(join(to, this.#names(taken)(name)), false);
    }
    return answer !== 'skip';
  }
}

function fileOf(
  { size, mtime }: Entry,
  remote: RemotePath,
  local: () => string,
): Omit<MovedFile, 'move'> {
  const mark = JSON.stringify([Buffer.from(remote).toString('latin1'), size, mtime]);
  const left = () => ({
    local: Buffer.from(local()).toString('base64'),
    remote: Buffer.from(remote).toString('base64'),
  });
  return { mark, size, left };
}

/** A link that is there is never gone through. @throws Failure `exists`, … */
async function makeFolder(path: string, mayBeThere: boolean): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    if (code === 'EEXIST' && mayBeThere && (await typeOf(path)) === 'folder') return;
    throw localFailure(code, path, error);
  }
}

/** One may be this transfer's own, as a file may; there is nothing in it to ask about. */
async function isEmpty(path: string): Promise<boolean> {
  if ((await typeOf(path)) !== 'folder') return false;
  return (await readdir(path).catch(() => ['unknown'])).length === 0;
}

async function isTaken(why: unknown, path: string): Promise<boolean> {
  if (!isFailure(why, 'exists', 'not-a-file')) return false;
  return (await lstat(path).catch(() => null)) !== null;
}

async function typeOf(path: string): Promise<'file' | 'folder' | 'other'> {
  const status = await lstat(path).catch(() => null);
  if (status?.isFile()) return 'file';
  return status?.isDirectory() ? 'folder' : 'other';
}
