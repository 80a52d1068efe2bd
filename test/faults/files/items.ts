/** The files and folders of a round. Pure. */
import type { Chance } from '../chance';
import type { Kind } from './kinds';
import { nameOf, namesOf } from './names';

/** A file or folder of the source. `path` is relative to it, its bytes as Latin-1, and a folder's comes before what is in it. */
export type PlannedItem =
  | { readonly kind: 'folder'; readonly path: string }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly size: number;
      readonly isText: boolean;
    };
export type PlannedFile = Extract<PlannedItem, { kind: 'file' }>;

/** Files up to this size go to a session in bundles (main/sessions/transfers/small-file.ts). Bytes. */
export const SMALL = 65_536;
const MB = 1_000_000;

/** The files among them. */
export function filesOf(items: readonly PlannedItem[]): PlannedFile[] {
  return items.flatMap((item) => (item.kind === 'file' ? [item] : []));
}

/** Bytes of all files. */
export function bytesOf(items: readonly PlannedItem[]): number {
  return filesOf(items).reduce((sum, { size }) => sum + size, 0);
}

/** What a round moves: one file, or a folder of many. */
export function itemsOf(chance: Chance, kind: Kind): [PlannedItem, ...PlannedItem[]] {
  const path = nameOf(chance).toString('latin1');
  if (kind === 'flip') return [{ kind: 'file', path, size: 3 * MB, isText: false }];
  // A small file is read at once: nobody could change it meanwhile. Nor does it fill a disk.
  const least = kind === 'changed' || kind.startsWith('disk-full') ? MB : 0;
  if (chance.happens(0.4)) return [fileOf(chance, path, least)];
  return [{ kind: 'folder', path }, ...insideOf(chance, path, least)];
}

function insideOf(chance: Chance, top: string, least: number): PlannedItem[] {
  const folders = ['', 'in', 'in/deeper', 'empty'].map((name) => `${top}${name && '/'}${name}`);
  const [, ...made] = folders.map((path) => ({ kind: 'folder', path }) as const);
  const files = folders.slice(0, -1).flatMap((folder, index) =>
    namesOf(chance, chance.between(index === 0 ? 1 : 0, 25)).map((name, number) => {
      const isFirst = index === 0 && number === 0;
      return fileOf(chance, `${folder}/${name.toString('latin1')}`, isFirst ? least : 0, true);
    }),
  );
  return [...made, ...files];
}

function fileOf(chance: Chance, path: string, least: number, isOneOfMany = false): PlannedFile {
  const isText = chance.happens(0.5);
  return { kind: 'file', path, size: Math.max(least, sizeOf(chance, isOneOfMany)), isText };
}

function sizeOf(chance: Chance, isOneOfMany: boolean): number {
  const share = chance.next();
  if (share < 0.1) return 0;
  if (share < 0.2) return 1;
  if (share < (isOneOfMany ? 0.85 : 0.3)) return chance.between(2, SMALL + 1);
  if (share < (isOneOfMany ? 0.95 : 0.5)) return chance.between(SMALL + 1, MB);
  return chance.between(MB, isOneOfMany ? 2 * MB : 6 * MB);
}
