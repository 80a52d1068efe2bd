/** A list of transfers between a folder here and a real session's, for one test. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { localFiles } from '../../../../main/sessions/transfers/moves/local-files';
import { Transfers } from '../../../../main/sessions/transfers/queue/transfers';
import { SessionId } from '../../../../preload/contract';
import type { Transfer } from '../../../../preload/transfers';
import { Place } from './place';

export const SESSION = SessionId.parse('s1abc');

export class QueuePlace {
  readonly place = new Place();
  readonly profile = mkdtempSync(join(tmpdir(), 'gamgui-profile-'));
  #open: Transfers[] = [];

  /** The list as an app that has just been started has it. */
  start(): Transfers {
    const transfers = new Transfers({
      profile: this.profile,
      connection: () => this.place.parts,
      ...localFiles,
    });
    this.#open.push(transfers);
    transfers.resume();
    return transfers;
  }

  /** A file here, in folders that are made. */
  ours(name: string, data: Uint8Array | string): string {
    return this.#write(this.place.local(name), data);
  }

  theirs(name: string, data: Uint8Array | string): string {
    return this.#write(this.place.remote(name), data);
  }

  async end(): Promise<void> {
    await Promise.all(this.#open.map((transfers) => transfers.close()));
    await this.place.end();
    rmSync(this.profile, { recursive: true });
  }

  #write(path: string, data: Uint8Array | string): string {
    mkdirSync(join(path, '..'), { recursive: true });
    return this.place.write(path, data);
  }
}

/** Paths of all that is in a folder, folders with a slash at the end. */
export function pathsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .map((entry) => {
      const path = relative(folder, join(entry.parentPath, entry.name));
      return entry.isDirectory() ? `${path}/` : path;
    })
    .sort();
}

/** Resolves when the list is so, looking now and after each change. */
export function until(
  transfers: Transfers,
  isSo: (list: readonly Transfer[]) => boolean,
): Promise<readonly Transfer[]> {
  return new Promise((resolve) => {
    const look = () => {
      const list = transfers.list();
      if (!isSo(list)) return;
      transfers.off('changed', look);
      resolve(list);
    };
    transfers.on('changed', look);
    look();
  });
}

export const kinds = (list: readonly Transfer[]) => list.map(({ state }) => state.kind);

/** Resolves when nothing moves any more, or asks. */
export function settledList(transfers: Transfers): Promise<readonly Transfer[]> {
  const rest = ['done', 'failed', 'cancelled', 'asking'];
  return until(transfers, (list) => kinds(list).every((kind) => rest.includes(kind)));
}
