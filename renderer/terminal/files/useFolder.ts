/** Follows a folder of the session: lists it page by page, then waits for what changes in it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  AppError,
  FileEntry,
  FolderNews,
  SessionName,
  SessionPath,
} from '../../../preload/contract';
import { bridge } from '../../ui/bridge';
import {
  type Folder,
  looked,
  MOST_ENTRIES,
  NO_FOLDER,
  withAll,
  withNews,
  withPart,
  withSort,
} from './folder';
import type { Sort } from './order';

/** A job that writes changes a folder a hundred times a second: it is drawn so often. Milliseconds. */
const PACE_MS = 250;

/** A folder with why it cannot be shown or followed, or null. */
export interface Followed {
  readonly folder: Folder;
  readonly error: AppError | null;
  /** Lists it again after an error. */
  retry(): void;
  sort(by: Sort): void;
  /** Somebody has looked at these. */
  looked(names: Iterable<SessionName>): void;
  /** Shows at once what was done here. */
  did(news: Partial<FolderNews>): void;
}

/** What a folder's changes are told to. */
interface Told {
  part(entries: readonly FileEntry[]): void;
  all(entries: readonly FileEntry[]): void;
  news(news: FolderNews): void;
  failed(error: AppError): void;
}

/** `since`: when this window began to look; files that are younger are new. ms since 1970. */
export function useFolder(path: SessionPath, since: number): Followed {
  const [folder, setFolder] = useState(NO_FOLDER);
  const [error, setError] = useState<AppError | null>(null);
  const [tries, setTries] = useState(0);
  const known = useRef(path);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new try follows it anew
  useEffect(() => {
    if (known.current !== path) setFolder(({ sort }) => ({ ...NO_FOLDER, sort }));
    known.current = path;
    setError(null);
    const stop = new AbortController();
    const tell: Told = {
      part: (entries) => setFolder((before) => withPart(before, entries)),
      all: (entries) => setFolder((before) => withAll(before, entries, since)),
      news: (news) => setFolder((before) => withNews(before, news)),
      failed: setError,
    };
    void follow(path, tell, stop.signal);
    return () => stop.abort();
  }, [path, since, tries]);
  return {
    folder,
    error,
    retry: useCallback(() => setTries((n) => n + 1), []),
    sort: useCallback((by) => setFolder((before) => withSort(before, by)), []),
    looked: useCallback((names) => setFolder((before) => looked(before, names)), []),
    did: useCallback(
      (news) => setFolder((before) => withNews(before, { ...NOTHING, ...news }, true)),
      [],
    ),
  };
}

const NOTHING: FolderNews = { entries: [], gone: [], again: false };

async function follow(path: SessionPath, tell: Told, signal: AbortSignal): Promise<void> {
  // Asked for together: what changes while it is listed is told by the next call.
  let [changes, error] = await Promise.all([
    bridge.call('files.changes', { path }),
    list(path, tell, signal),
  ]);
  while (!signal.aborted) {
    if (error !== null) return tell.failed(error);
    changes = await bridge.call('files.changes', { path });
    if (signal.aborted) return;
    if (!changes.ok) return tell.failed(changes.error);
    if (changes.value.again) error = await list(path, tell, signal);
    else tell.news(changes.value);
    await new Promise((go) => setTimeout(go, PACE_MS));
  }
}

/** Lists all of a folder, showing the first of many early. Resolves to why it could not be listed, or null. */
async function list(path: SessionPath, tell: Told, signal: AbortSignal): Promise<AppError | null> {
  const all: FileEntry[] = [];
  let shown = 0;
  for (let more = true; more && all.length <= MOST_ENTRIES; ) {
    const page = await bridge.call('files.list', { path, after: all.at(-1)?.name ?? null });
    if (signal.aborted) return null;
    if (!page.ok) return page.error;
    all.push(...page.value.entries);
    more = page.value.more;
    // Twice as many each time: drawing a long list again and again takes longer than fetching it.
    if (more && all.length >= 2 * shown) {
      tell.part(all);
      shown = all.length;
    }
  }
  tell.all(all);
  return null;
}
