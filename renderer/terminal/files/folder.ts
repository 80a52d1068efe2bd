/** A folder as the drawer shows it: its entries, their order, and which are new. Pure: each change gives the next one. */
import type { FileEntry, FolderNews, SessionName } from '../../../preload/contract';
import { BY_NAME, type Entries, ordered, orderedAfter, type Sort } from './order';

/** More entries of one folder are not held: search finds the others. */
export const MOST_ENTRIES = 100_000;

export interface Folder {
  readonly entries: Entries;
  readonly order: readonly SessionName[];
  readonly sort: Sort;
  /** Files that came while the folder was followed, and that nobody has looked at yet. */
  readonly fresh: ReadonlySet<SessionName>;
  /** Whether it was listed to its end at least once. */
  readonly listed: boolean;
  /** It has more entries than are held. */
  readonly cut: boolean;
}

export const NO_FOLDER: Folder = {
  entries: new Map(),
  order: [],
  sort: BY_NAME,
  fresh: new Set(),
  listed: false,
  cut: false,
};

/** The beginning of a folder that is still being listed for the first time. */
export function withPart(folder: Folder, entries: readonly FileEntry[]): Folder {
  if (folder.listed) return folder;
  const held = mapOf(entries);
  return { ...folder, entries: held, order: ordered(held, folder.sort) };
}

/** The whole of it, listed anew. `since`: files changed later than that are new when it is listed first; ms since 1970. */
export function withAll(folder: Folder, all: readonly FileEntry[], since: number): Folder {
  const entries = mapOf(all);
  const isNew = folder.listed
    ? ({ name }: FileEntry) => !folder.entries.has(name)
    : ({ mtime }: FileEntry) => mtime > since;
  const fresh = kept(folder.fresh, entries);
  for (const entry of entries.values())
    if (entry.type === 'file' && isNew(entry)) fresh.add(entry.name);
  const coming = [...entries.values()].filter(({ name }) => !folder.entries.has(name));
  const order = folder.listed
    ? orderedAfter(folder.order, entries, coming, folder.sort)
    : ordered(entries, folder.sort);
  return { ...folder, entries, order, fresh, listed: true, cut: all.length > MOST_ENTRIES };
}

/** After news of the session. `own`: it is what was done here, so nothing of it is new. */
export function withNews(folder: Folder, news: FolderNews, own = false): Folder {
  const entries = new Map(folder.entries);
  for (const name of news.gone) entries.delete(name);
  const coming = news.entries.filter(({ name }) => !folder.entries.has(name));
  for (const entry of news.entries)
    if (entries.has(entry.name) || entries.size < MOST_ENTRIES) entries.set(entry.name, entry);
  const held = coming.filter(({ name }) => entries.has(name));
  const fresh = kept(folder.fresh, entries);
  if (!own) for (const { name, type } of held) if (type === 'file') fresh.add(name);
  const cut = folder.cut || held.length < coming.length;
  const order = orderedAfter(folder.order, entries, held, folder.sort);
  return { ...folder, entries, order, fresh, cut };
}

export function withSort(folder: Folder, sort: Sort): Folder {
  return { ...folder, sort, order: ordered(folder.entries, sort) };
}

/** Somebody has looked at these. */
export function looked(folder: Folder, names: Iterable<SessionName>): Folder {
  const fresh = new Set(folder.fresh);
  for (const name of names) fresh.delete(name);
  return fresh.size === folder.fresh.size ? folder : { ...folder, fresh };
}

function mapOf(all: readonly FileEntry[]): Entries {
  return new Map(all.slice(0, MOST_ENTRIES).map((entry) => [entry.name, entry]));
}

function kept(names: ReadonlySet<SessionName>, entries: Entries): Set<SessionName> {
  return new Set([...names].filter((name) => entries.has(name)));
}
