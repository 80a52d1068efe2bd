/**
 * PROFILE/transfers: one file ID.json for each transfer, renamed into its place, and beside it ID.done, to which each file of
 * a folder that is at the other end adds a line. Neither waits for the disk: after a loss of power a transfer may be gone from the
 * list, and what was verified of its files is found all the same when they are sent again.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { TransferId } from '../../../../preload/transfers';
import { makePrivate } from '../../../profile';
import { locallySync, systemCode } from '../local-errors';
import type { DoneFiles } from '../moves/run';
import { TransferRecord } from './record';

const NAME = /^[0-9a-f]{32}\.json$/;
const OWN = /^[0-9a-f]{32}\.(json|done)/;

export class Journal {
  readonly #folder: string;

  constructor(profile: string) {
    this.#folder = join(profile, 'transfers');
    makePrivate(this.#folder);
  }

  /** All that can be read, the oldest first; what cannot is of no use and is removed. */
  list(): TransferRecord[] {
    const names = readdirSync(this.#folder);
    const records = names.filter((name) => NAME.test(name)).flatMap((name) => this.#read(name));
    const known = new Set<string>(records.map(({ id }) => id));
    for (const name of names)
      if (OWN.test(name) && !known.has(name.slice(0, 32))) this.#remove(name);
    return records.sort((a, b) => a.askedAt - b.askedAt || (a.id < b.id ? -1 : 1));
  }

  /** @throws Failure `disk-full`, …: what was written before stays */
  write(record: TransferRecord): void {
    const path = join(this.#folder, `${record.id}.json`);
    const draft = `${path}.${randomBytes(4).toString('hex')}`;
    locallySync(path, () => {
      try {
        writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
        renameSync(draft, path);
      } finally {
        rmSync(draft, { force: true });
      }
    });
  }

  /** New ones: all of them, or none. @throws Failure `disk-full`, … */
  writeAll(records: readonly TransferRecord[]): void {
    try {
      for (const record of records) this.write(record);
    } catch (why) {
      for (const { id } of records) this.delete(id);
      throw why;
    }
  }

  delete(id: TransferId): void {
    this.#remove(`${id}.json`);
    this.#remove(`${id}.done`);
  }

  /** The lines are hashes, so that no name makes them long. */
  doneFiles(id: TransferId): DoneFiles {
    const path = join(this.#folder, `${id}.done`);
    const done = new Set(linesOf(path));
    const line = (file: string) => createHash('sha256').update(file).digest('base64').slice(0, 22);
    return {
      has: (file) => done.has(line(file)),
      add: (file) => {
        done.add(line(file));
        try {
          appendFileSync(path, `${line(file)}\n`, { mode: 0o600 });
        } catch (error) {
          // The disk is full, say: a file that is at the other end is no failure, and is sent again after the next start only.
          if (systemCode(error) === null) throw error;
        }
      },
    };
  }

  #read(name: string): TransferRecord[] {
    try {
      const record = TransferRecord.parse(
        JSON.parse(readFileSync(join(this.#folder, name), 'utf8')),
      );
      return `${record.id}.json` === name ? [record] : [];
    } catch {
      return [];
    }
  }

  #remove(name: string): void {
    rmSync(join(this.#folder, name), { force: true });
  }
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}
