/** In which order files are shown, and how it is kept while somebody looks. Pure. */
import type { FileEntry, SessionName } from '../../../preload/contract';

/** By what files are ordered; folders always come first. */
export interface Sort {
  readonly by: 'name' | 'size' | 'time';
  readonly down: boolean;
}

export const BY_NAME: Sort = { by: 'name', down: false };

export type Entries = ReadonlyMap<SessionName, FileEntry>;

const names = new Intl.Collator(undefined, { numeric: true });

const KEYS: Record<Sort['by'], (a: FileEntry, b: FileEntry) => number> = {
  name: (a, b) => names.compare(a.text, b.text),
  size: (a, b) => a.size - b.size,
  time: (a, b) => a.mtime - b.mtime,
};

function compare({ by, down }: Sort, a: FileEntry, b: FileEntry): number {
  const folders = Number(b.type === 'folder') - Number(a.type === 'folder');
  if (folders !== 0) return folders;
  const found = KEYS[by](a, b) * (down ? -1 : 1);
  return found || names.compare(a.text, b.text) || (a.name < b.name ? -1 : 1);
}

/** All names in order. */
export function ordered(entries: Entries, sort: Sort): SessionName[] {
  return [...entries.values()].sort((a, b) => compare(sort, a, b)).map(({ name }) => name);
}

/**
 * The order after a change: what was there keeps its place, what is gone leaves it, and what is new comes where it belongs,
 * so that nothing moves under the pointer. `entries` are those after the change.
 */
export function orderedAfter(
  before: readonly SessionName[],
  entries: Entries,
  fresh: readonly FileEntry[],
  sort: Sort,
): SessionName[] {
  const kept = before.filter((name) => entries.has(name));
  const coming = [...fresh].sort((a, b) => compare(sort, a, b));
  const order: SessionName[] = [];
  let at = 0;
  for (const entry of coming) {
    const until = placeOf(entry, kept, at, entries, sort);
    order.push(...kept.slice(at, until), entry.name);
    at = until;
  }
  return [...order, ...kept.slice(at)];
}

/** The first place from `from` on that comes after the entry. */
function placeOf(
  entry: FileEntry,
  kept: readonly SessionName[],
  from: number,
  entries: Entries,
  sort: Sort,
): number {
  let [low, high] = [from, kept.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = entries.get(kept[middle] ?? entry.name);
    if (other !== undefined && compare(sort, other, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
