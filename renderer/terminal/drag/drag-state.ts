/** How a drag out of the window stands, pure: copies are fetched as the pointer presses, and it begins when they are there. */
import type { AppError, CopiesId } from '../../../preload/contract';
import type { FileRow } from '../files/places';

/** Files that are fetched as soon as the pointer presses on them. Bytes of all together. */
const SMALL = 8_388_608;
const FEW = 20;

/** What is dragged, told apart from another version of the same. */
export function keyOf(rows: readonly FileRow[]): string {
  return JSON.stringify(rows.map(({ path, entry }) => [path, entry.size, entry.mtime]));
}

/** Whether they are worth fetching before anybody has dragged them. */
export function isSmall(rows: readonly FileRow[]): boolean {
  const size = rows.reduce((sum, { entry }) => sum + entry.size, 0);
  return rows.length <= FEW && size <= SMALL && rows.every(({ entry }) => entry.type === 'file');
}

/** What is shown of it. */
export type DragShown =
  | { readonly kind: 'none' }
  /** They are fetched first, for a drag or for the clipboard; `done` of `total` bytes. */
  | {
      readonly kind: 'fetching';
      readonly name: string;
      readonly wanted: Asked['wanted'];
      readonly done: number;
      readonly total: number;
    }
  /** They came when the pointer was let go of already. */
  | { readonly kind: 'ready'; readonly name: string }
  | { readonly kind: 'failed'; readonly error: AppError };

/** Copies that were asked for. */
export interface Asked {
  readonly key: string;
  readonly name: string;
  /** For a drag or for the clipboard. */
  wanted: 'press' | 'drag' | 'copy';
  /** Once they are there. */
  id: CopiesId | null;
}
