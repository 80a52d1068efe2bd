/** Copies files and folders of a session for one drag: what it says of itself chooses no path, and is not believed. */
import { Failure } from '../failure';
import type { FilesClient, RemotePath, TransferProgress } from '../sessions/transfers/files-client';
import { below, split } from '../sessions/transfers/moves/names';
import { Slots } from '../sessions/transfers/slots';
import type { Entry } from '../sessions/wire/file-answers';
import { type LocalName, localName } from './local-name';
import type { StagedDrag } from './staged-drag';
import { TakenNames } from './taken-names';

/** A drag of more is a move of a whole session: the list of transfers goes on after a cut, a drag does not. */
const MOST = 10_000;
const DEEPEST = 64;
const AT_ONCE = 16;

/** What copies are made with. */
export interface StageParts {
  readonly client: FilesClient;
  readonly drag: StagedDrag;
  readonly platform: NodeJS.Platform;
  /** Stops it, which then throws the signal's reason. */
  readonly signal: AbortSignal;
  /** Of all copies together; the total grows while folders are looked through. */
  readonly progress: (progress: TransferProgress) => void;
}

/** Copies that are there: what is dragged, and how many links and special files were left out. */
export interface Staged {
  readonly paths: readonly string[];
  /** Of the files, also of those in folders. */
  readonly names: readonly string[];
  readonly leftOut: number;
}

/** Resolves when all copies are there. @throws Failure `too-many`, `too-large`, …; the signal's reason */
export async function stage(paths: readonly RemotePath[], parts: StageParts): Promise<Staged> {
  const staging = new Stage(parts);
  try {
    return await staging.all(paths);
  } catch (why) {
    staging.stop(why);
    await staging.settled();
    throw why;
  }
}

class Stage {
  readonly #parts: StageParts;
  readonly #slots = new Slots(AT_ONCE);
  readonly #end = new AbortController();
  readonly #signal: AbortSignal;
  readonly #running: Promise<void>[] = [];
  readonly #names: string[] = [];
  #found = 0;
  #leftOut = 0;
  #done = 0;
  #total = 0;

  constructor(parts: StageParts) {
    this.#parts = parts;
    this.#signal = AbortSignal.any([parts.signal, this.#end.signal]);
  }

  async all(paths: readonly RemotePath[]): Promise<Staged> {
    const dragged: string[] = [];
    const taken = new TakenNames();
    for (const path of paths) {
      const entry = await this.#parts.client.stat(path);
      const copy = await this.#entry(entry, path, [this.#name(split(path).name, taken)]);
      if (copy !== null) dragged.push(copy);
    }
    await Promise.all(this.#running);
    if (dragged.length === 0)
      throw new Failure('not-a-file', 'Only files and folders can be dragged, and it is none.');
    return { paths: dragged, names: this.#names, leftOut: this.#leftOut };
  }

  stop(why: unknown): void {
    this.#end.abort(why);
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  #name(name: Uint8Array, taken: TakenNames): LocalName {
    return localName(name, taken, this.#parts.platform);
  }

  /** Resolves to the path of the copy, which of a file is still being fetched, or null: it was left out. */
  async #entry(
    entry: Entry,
    remote: RemotePath,
    names: readonly LocalName[],
  ): Promise<string | null> {
    this.#signal.throwIfAborted();
    this.#found += 1;
    if (this.#found > MOST)
      throw new Failure(
        'too-many',
        `More than ${MOST.toLocaleString('en')} files cannot be dragged.`,
        'Use Save as, or pack them first, for example by tar.',
      );
    if (entry.type === 'file') return this.#file(entry.size, remote, names);
    if (entry.type === 'folder') return this.#folder(remote, names);
    this.#leftOut += 1;
    return null;
  }

  #file(size: number, remote: RemotePath, names: readonly LocalName[]): string {
    const { client, drag } = this.#parts;
    this.#names.push(...names.slice(-1));
    let counted = { done: 0, total: size };
    this.#tell(0, size);
    const progress = (now: TransferProgress) => {
      this.#tell(now.done - counted.done, now.total - counted.total);
      counted = now;
    };
    const copy = () =>
      drag.add(names, (target, options) => client.get(remote, target, options), {
        signal: this.#signal,
        progress,
      });
    const running = this.#slots.use(copy, this.#signal).then(() => undefined);
    // One that fails stops the others; it is told when all are waited for.
    running.catch((why) => this.stop(why));
    this.#running.push(running);
    return drag.pathOf(names);
  }

  async #folder(remote: RemotePath, names: readonly LocalName[]): Promise<string> {
    if (names.length > DEEPEST)
      throw new Failure('too-deep', `More than ${DEEPEST} folders are in one another.`);
    const path = await this.#parts.drag.addFolder(names);
    const taken = new TakenNames();
    for await (const entry of this.#parts.client.list(remote))
      await this.#entry(entry, below(remote, entry.name), [
        ...names,
        this.#name(entry.name, taken),
      ]);
    return path;
  }

  #tell(done: number, total: number): void {
    this.#done += done;
    this.#total += total;
    this.#parts.progress({ done: this.#done, total: this.#total });
  }
}
