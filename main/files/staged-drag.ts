/** The copies of one drag, in a folder that only this user can enter. */
import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../failure';
import { makePrivate } from '../profile';
import type { TransferOptions } from '../sessions/transfers/files-client';
import { locally } from '../sessions/transfers/local-errors';
import { refuseTarget } from '../sessions/transfers/local-place';
import type { LocalName } from './local-name';
import type { StagingRoom } from './staging-room';

/** Writes a session's file to a path that is free, heeding the signal, as `FilesClient.get` does. */
export type Fetch = (target: string, options: TransferOptions) => Promise<unknown>;

// Windows has none of the last two.
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/** The copies of one drag. Made by `Staging.begin`. */
export class StagedDrag {
  readonly #folder: string;
  readonly #keptMs: number;
  readonly #room: StagingRoom;
  readonly #end = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(folder: string, keptMs: number, room: StagingRoom) {
    this.#folder = folder;
    this.#keptMs = keptMs;
    this.#room = room;
    this.#removeLater();
  }

  /** Where the copy of these names is, or will be. */
  pathOf(names: readonly LocalName[]): string {
    return join(this.#folder, ...names);
  }

  /** Makes a folder, of the names on the way to it; resolves to its path. @throws Failure */
  addFolder(names: readonly LocalName[]): Promise<string> {
    const folder = this.pathOf(names);
    return locally(folder, async () => {
      makePrivate(folder);
      return folder;
    });
  }

  /**
   * Fetches a copy, of the names on the way to it and its own; resolves to its path. What the session said of its size is not
   * believed: it is stopped as soon as there is no room for it.
   * @throws Failure `too-large`, `exists`; what `fetch` throws; the signal's reason
   */
  async add(
    names: readonly LocalName[],
    fetch: Fetch,
    options: TransferOptions = {},
  ): Promise<string> {
    this.#end.signal.throwIfAborted();
    clearTimeout(this.#timer);
    const target = this.pathOf(names);
    const running = this.#fetch(target, fetch, options);
    this.#running.add(running);
    try {
      this.#bytes += await running;
      return target;
    } finally {
      this.#running.delete(running);
      this.#removeLater();
    }
  }

  /** Stops what is being fetched, and removes the folder with all copies. @throws Failure */
  async remove(): Promise<void> {
    clearTimeout(this.#timer);
    this.#end.abort(new Failure('cancelled', 'The drag is over.'));
    await Promise.allSettled(this.#running);
    await removeStaged(this.#folder);
    this.#room.give(this.#bytes);
    this.#bytes = 0;
  }

  /** Resolves to the bytes that it takes. */
  async #fetch(target: string, fetch: Fetch, options: TransferOptions): Promise<number> {
    const full = new AbortController();
    let taken = 0;
    const take = (bytes: number) => {
      this.#room.take(bytes - taken);
      taken = bytes;
    };
    const progress: TransferOptions['progress'] = (now) => {
      try {
        if (now.total > taken) take(now.total);
        options.progress?.(now);
      } catch (why) {
        full.abort(why);
      }
    };
    const signal = AbortSignal.any([full.signal, this.#end.signal, options.signal ?? []].flat());
    // Before anything can fail that removes what is there.
    await refuseTarget(target, false);
    try {
      await locally(target, async () => makePrivate(dirname(target)));
      signal.throwIfAborted();
      await fetch(target, { ...options, progress, signal });
      take(await seal(target));
      return taken;
    } catch (why) {
      await rm(target, { force: true });
      this.#room.give(taken);
      throw why;
    }
  }

  #removeLater(): void {
    if (this.#running.size > 0 || this.#end.signal.aborted) return;
    // What cannot be removed now goes at the next start.
    this.#timer = setTimeout(() => this.remove().catch(() => {}), this.#keptMs).unref();
  }
}

/** Removes a folder of copies; of a link, the link alone. @throws Failure */
export function removeStaged(folder: string): Promise<void> {
  return locally(folder, () => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
}

/** Makes a copy the user's alone; resolves to its size in bytes. @throws Failure */
function seal(target: string): Promise<number> {
  return locally(target, async () => {
    const file = await open(target, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      await file.chmod(0o600);
      return (await file.stat()).size;
    } finally {
      await file.close();
    }
  });
}
