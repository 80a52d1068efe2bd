/** A list of transfers between a folder here and a real session's, for one test. */
import { randomBytes } from 'node:crypto';
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

  /** How often the session was asked for this. */
  calls(op: string): number {
    return this.place.seen.filter((frame) => frame.type === 'call' && frame.call.op === op).length;
  }

  /** Bytes of files that were on their way, in both directions. */
  moved(): number {
    return this.place.seen.reduce(
      (sum, frame) => sum + (frame.type === 'data' ? frame.data.length : 0),
      0,
    );
  }

  /** Names of the files in which transfers are kept. */
  kept(): string[] {
    return readdirSync(join(this.profile, 'transfers'));
  }

  /** Does something once, when so many bytes of a file are on their way. */
  whenMoved(bytes: number, act: () => void): void {
    const see = <F extends { type: string; offset?: number }>(frame: F): F[] => {
      if (frame.type === 'data' && (frame.offset ?? 0) >= bytes) {
        this.place.out = null;
        this.place.back = null;
        act();
      }
      return [frame];
    };
    this.place.out = see;
    this.place.back = see;
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

const MB = 1_000_000;

/** A folder of 300 small files, a large one, an empty one, and folders in folders. */
export function aFolder(write: (name: string, data: Uint8Array) => string): void {
  for (let index = 0; index < 300; index += 1)
    write(`tree/${index % 7}/${index % 3}/f${index}`, randomBytes(index));
  write('tree/large', randomBytes(3 * MB));
  write('tree/0/large', randomBytes(MB));
}
