/** The copies that one window has for a drag: one set at a time, fetched over a connection that is let go of in between. */
import { randomBytes } from 'node:crypto';
import { type Copies, CopiesId } from '../../preload/contract';
import { Failure } from '../failure';
import { leavingWords } from '../files/sensitive';
import { type Staged, stage } from '../files/stage';
import type { StagedDrag } from '../files/staged-drag';
import type { Staging } from '../files/staging';
import type { Parts } from '../sessions/link/connect';
import {
  FilesClient,
  type RemotePath,
  type TransferProgress,
} from '../sessions/transfers/files-client';

/** A connection costs both ends something, and a second drag often follows the first. ms */
const REST_MS = 30_000;

interface CopySet {
  readonly id: CopiesId;
  readonly abort: AbortController;
  /** Settles when nothing is fetched for it any more. */
  readonly over: Promise<unknown>;
  drag: StagedDrag | null;
  staged: Staged | null;
  /** Somebody else has their paths: from now on the time removes them (main/files/staging.ts). */
  isTaken: boolean;
}

export class WindowCopies {
  readonly #staging: Staging;
  readonly #parts: Parts;
  #client: FilesClient | null = null;
  #rest: NodeJS.Timeout | undefined;
  #now: CopySet | null = null;

  constructor(staging: Staging, parts: Parts) {
    this.#staging = staging;
    this.#parts = parts;
  }

  /** Fetches copies; those before them are given up. @throws Failure `cancelled`: others were asked for meanwhile */
  async stage(
    paths: readonly RemotePath[],
    progress: (progress: TransferProgress) => void,
  ): Promise<Copies> {
    void this.drop();
    clearTimeout(this.#rest);
    const id = CopiesId.parse(randomBytes(16).toString('hex'));
    const abort = new AbortController();
    const running = this.#stage(paths, progress, abort.signal, () => set);
    const over = running.catch(() => undefined);
    const set: CopySet = { id, abort, over, drag: null, staged: null, isTaken: false };
    this.#now = set;
    try {
      set.staged = await running;
      return { id, leftOut: set.staged.leftOut };
    } catch (why) {
      await set.drag?.remove();
      throw why;
    } finally {
      if (this.#now === set) this.#rest = setTimeout(() => void this.#letGo(), REST_MS).unref();
    }
  }

  /** The paths of copies that are there, for another program, and what is to be said. @throws Failure `gone` */
  take(id: CopiesId): { readonly paths: readonly string[]; readonly leaving: string | null } {
    const set = this.#now;
    if (set === null || set.id !== id || set.staged === null)
      throw new Failure('gone', 'The copies are not there any more.', 'Drag the files again.');
    set.isTaken = true;
    const { paths, names } = set.staged;
    return { paths, leaving: leavingWords(names) };
  }

  /** Stops what is being fetched, and removes copies that nobody took. */
  async drop(): Promise<void> {
    const set = this.#now;
    this.#now = null;
    if (set === null || set.isTaken) return;
    set.abort.abort(new Failure('cancelled', 'The drag was given up.'));
    await set.over;
    await set.drag?.remove();
  }

  /** The window is gone. */
  async close(): Promise<void> {
    await this.drop();
    await this.#letGo();
  }

  async #stage(
    paths: readonly RemotePath[],
    progress: (progress: TransferProgress) => void,
    signal: AbortSignal,
    set: () => CopySet,
  ): Promise<Staged> {
    const drag = await this.#staging.begin();
    set().drag = drag;
    this.#client ??= new FilesClient(this.#parts);
    const client = this.#client;
    return stage(paths, { client, drag, platform: process.platform, signal, progress });
  }

  async #letGo(): Promise<void> {
    clearTimeout(this.#rest);
    const client = this.#client;
    this.#client = null;
    await client?.close();
  }
}
