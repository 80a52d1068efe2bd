/** Moves one file or folder of this computer into a session. */
import { Failure } from '../../../failure';
import type { RemotePath } from '../files-client';
import type { FolderLook } from '../folder-look';
import { clashOf, fits, isFailure, Mover, NOT_SAME } from './mover';
import { below, numbered, split } from './names';
import type { Left, MoveOptions, Run, Target } from './run';

/** Then folders stay as they were made: what is in them is there all the same. */
const UNSET = ['unknown-op', 'not-found', 'permission', 'outside', 'not-a-folder'];

/** What is found of what is sent (main/files/local-item.ts): `remote` is relative to the folder that it goes to. */
export type FoundLocal =
  | {
      readonly kind: 'file';
      readonly local: Buffer;
      readonly shown: string;
      readonly remote: Uint8Array;
      readonly size: number;
      /** Milliseconds since 1970 UTC. */
      readonly mtimeMs: number;
    }
  | ({ readonly kind: 'folder'; readonly shown: string } & FolderLook)
  | { readonly kind: 'link' | 'other'; readonly shown: string }
  | { readonly kind: 'refused'; readonly shown: string; readonly why: Failure };

/** Looks through one path of this computer: a folder comes before what is in it. */
export type WalkLocal = (local: string, signal: AbortSignal) => AsyncIterable<FoundLocal>;

/** `what.to`: the folder it goes to. Resolves when all is there, or skipped. @throws Failure; the signal's reason */
export async function send(
  what: { readonly local: string; readonly to: RemotePath },
  walk: WalkLocal,
  target: Target<RemotePath>,
  run: Run,
): Promise<void> {
  const sending = new Sending(what.to, target, run);
  try {
    for await (const found of walk(what.local, run.signal))
      if (!(await sending.found(found))) break;
    await sending.end();
  } finally {
    await sending.stop();
  }
}

class Sending {
  readonly #to: RemotePath;
  readonly #target: Target<RemotePath>;
  readonly #run: Run;
  readonly #mover: Mover;
  /** The folder that is sent has this name here: it may have another one there. */
  #top: { readonly length: number; readonly path: RemotePath } | null = null;
  /** By depth: a file waits for its folder only, so that folders cost no round trip each. */
  #folders: Promise<void>[] = [];
  /** Folders as they are to look in the end: what comes into one changes its time. */
  readonly #looks: FolderLook[] = [];

  constructor(to: RemotePath, target: Target<RemotePath>, run: Run) {
    this.#to = to;
    this.#target = target;
    this.#run = run;
    this.#mover = new Mover(run);
  }

  /** False: there is nothing more to do. */
  async found(found: FoundLocal): Promise<boolean> {
    switch (found.kind) {
      case 'file':
        await this.#file(found);
        return true;
      case 'folder':
        return this.#top === null ? this.#topFolder(found) : this.#folder(found);
      case 'link':
        this.#run.note(`${found.shown} was left out: it is a link, and links are not followed.`);
        return true;
      case 'other':
        this.#run.note(`${found.shown} was left out: it is no file and no folder.`);
        return true;
      case 'refused':
        this.#mover.refuse(found.why);
        return true;
    }
  }

  async end(): Promise<void> {
    await this.#mover.end();
    // The inner ones first: an outer one may then be closed to others.
    const looks = this.#looks.reverse();
    try {
      await this.#run.client.setFolders(looks);
    } catch (why) {
      if (!isFailure(why, ...UNSET)) throw why;
      this.#run.note(`Modes and times of folders were not kept. ${why.message}`);
    }
  }

  stop(): Promise<void> {
    return this.#mover.stop();
  }

  async #file({ local, remote, size, mtimeMs }: FoundLocal & { kind: 'file' }): Promise<void> {
    const top = this.#top;
    const path = top === null ? null : this.#pathOf(remote);
    const folder = this.#folders[depthOf(remote) - 1];
    const mark = JSON.stringify([Buffer.from(remote).toString('latin1'), size, mtimeMs]);
    const left = () => leftOf(local, path ?? this.#target.target ?? below(this.#to, remote));
    await this.#mover.file({
      mark,
      size,
      left,
      move: async (options) => {
        await folder;
        const { replace } = this.#target;
        if (path === null) await this.#single(local, remote, options);
        else await this.#run.client.put(local, path, { ...options, replace });
      },
    });
  }

  /** A file by itself, whose name may be taken. */
  async #single(local: Buffer, name: Uint8Array, options: MoveOptions): Promise<void> {
    for (;;) {
      const path = this.#target.target ?? below(this.#to, name);
      const { replace } = this.#target;
      try {
        await this.#run.client.put(local, path, { ...options, replace });
        return;
      } catch (why) {
        if (!isFailure(why, 'exists', 'not-a-file')) throw why;
        if (await this.#isThere(local, path, options.signal)) return;
        if (!(await this.#settle(path, 'file', why))) return;
        this.#run.left(leftOf(local, this.#target.target ?? path), true);
      }
    }
  }

  /** It may have come, and the app been killed before it could note that: that is no question. */
  async #isThere(local: Buffer, path: RemotePath, signal: AbortSignal): Promise<boolean> {
    try {
      return await this.#run.client.isSame(local, path, signal);
    } catch (why) {
      if (isFailure(why, ...NOT_SAME)) return false;
      throw why;
    }
  }

  async #topFolder(look: FolderLook): Promise<boolean> {
    const name = look.remote;
    for (;;) {
      const path = this.#target.target ?? below(this.#to, name);
      const isChosen = this.#target.target !== null && this.#target.replace;
      const why = await this.#make(path, isChosen);
      if (why === null || (await this.#isEmpty(path))) {
        this.#top = { length: name.length, path };
        this.#folders = [Promise.resolve()];
        this.#looks.push({ ...look, remote: path });
        // From now on it is this transfer's own: after a restart what is in it is no question any more.
        this.#target.keep(path, true);
        return true;
      }
      if (!(await this.#settle(path, 'folder', why))) return false;
    }
  }

  /** Null: it is there. Why not: something has its name. */
  async #make(path: RemotePath, mayBeThere: boolean): Promise<unknown> {
    try {
      await this.#run.client.mkdir(path);
      return null;
    } catch (why) {
      if (!isFailure(why, 'exists')) throw why;
      return mayBeThere && (await this.#typeOf(path)) === 'folder' ? null : why;
    }
  }

  /** An empty folder may be this transfer's own, as a file may; there is nothing in it to ask about. */
  async #isEmpty(path: RemotePath): Promise<boolean> {
    try {
      for await (const _ of this.#run.client.list(path)) return false;
      return true;
    } catch (why) {
      if (why instanceof Failure) return false;
      throw why;
    }
  }

  async #folder(look: FolderLook): Promise<boolean> {
    const { remote } = look;
    this.#looks.push({ ...look, remote: this.#pathOf(remote) });
    const depth = depthOf(remote);
    const above = this.#folders[depth - 1];
    const make = async () => {
      await above;
      const why = await this.#make(this.#pathOf(remote), true);
      if (why !== null) throw why;
    };
    const made = make();
    this.#folders = [...this.#folders.slice(0, depth), made];
    await this.#mover.also(made);
    return true;
  }

  /** Asks what is to be done with what is there. False: nothing. @throws what was refused, where no answer helps */
  async #settle(path: RemotePath, what: 'file' | 'folder', why: unknown): Promise<boolean> {
    const { folder, name } = split(path);
    const type = await this.#typeOf(path);
    if (type === null) throw why;
    const clash = clashOf(name, type);
    const answer = await this.#run.ask(clash);
    if (!fits(answer, what, clash)) throw why;
    if (answer === 'skip') this.#run.skipped();
    if (answer === 'replace') this.#target.keep(path, true);
    if (answer === 'keep-both') this.#target.keep(await this.#free(folder, name), false);
    return answer !== 'skip';
  }

  /** A path with a number that nothing has. */
  async #free(folder: RemotePath, name: Uint8Array): Promise<RemotePath> {
    for (let number = 2; ; number += 1) {
      const path = below(folder, numbered(name, number));
      if ((await this.#typeOf(path)) === null) return path;
    }
  }

  /** What is there, or null. */
  async #typeOf(path: RemotePath): Promise<string | null> {
    try {
      return (await this.#run.client.stat(path)).type;
    } catch (why) {
      if (isFailure(why, 'not-found')) return null;
      throw why;
    }
  }

  #pathOf(remote: Uint8Array): RemotePath {
    if (this.#top === null) throw new Failure('internal', 'A folder comes before what is in it.');
    return Buffer.concat([this.#top.path, remote.subarray(this.#top.length)]);
  }
}

function leftOf(local: Buffer, remote: RemotePath): Left {
  return { local: local.toString('base64'), remote: Buffer.from(remote).toString('base64') };
}

/** How many folders the path is in. */
function depthOf(remote: Uint8Array): number {
  return remote.reduce((count, byte) => count + (byte === 0x2f ? 1 : 0), 0);
}
