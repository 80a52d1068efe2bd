/** Rows from a folder or from what was found; one that did not change stays the same object, so it is not drawn again. */
import { useMemo, useRef } from 'react';
import type { Found, SessionPath } from '../../../preload/contract';
import type { Folder } from './folder';
import { pathIn } from './paths';
import type { FileRow } from './places';

/** The rows of what was found, or else of the folder. */
export function useRows(path: SessionPath, folder: Folder, found: Found | null): FileRow[] {
  const before = useRef<ReadonlyMap<SessionPath, FileRow>>(new Map());
  return useMemo(() => {
    const now = found === null ? ofFolder(path, folder) : ofFound(found);
    const rows = now.map((row) => {
      const old = before.current.get(row.path);
      return old !== undefined && isSame(old, row) ? old : row;
    });
    before.current = new Map(rows.map((row) => [row.path, row]));
    return rows;
  }, [path, folder, found]);
}

function ofFolder(path: SessionPath, { order, entries, fresh }: Folder): FileRow[] {
  return order.flatMap((name) => {
    const entry = entries.get(name);
    if (entry === undefined) return [];
    return [{ path: pathIn(path, name), entry, isNew: fresh.has(name), where: null }];
  });
}

function ofFound({ found }: Found): FileRow[] {
  return found.map(({ path, folder, ...entry }) => ({ path, entry, isNew: false, where: folder }));
}

function isSame(a: FileRow, b: FileRow): boolean {
  const [x, y] = [a.entry, b.entry];
  return (
    a.isNew === b.isNew &&
    a.where === b.where &&
    x.type === y.type &&
    x.size === y.size &&
    x.mtime === y.mtime &&
    x.text === y.text
  );
}
