/** What can be done with files in the drawer; what fails is told above the list. */
import { useMemo, useRef } from 'react';
import { type AppError, SessionName } from '../../../preload/contract';
import { bridge } from '../../ui/bridge';
import type { Open } from '../useOpen';
import type { FileActs } from './FileList';
import { type Crumb, pathIn } from './paths';
import type { FileRow } from './places';
import type { Followed } from './useFolder';
import { failure, whichWords } from './words';

/** What the acts act on. */
interface ActParts {
  readonly open: Open;
  readonly way: readonly Crumb[];
  readonly go: (way: readonly Crumb[]) => void;
  readonly followed: Followed;
  readonly failed: (error: AppError | null) => void;
  /** Something was done: what was found may not hold any more. */
  readonly done: () => void;
}

/** The acts stay the same objects while the drawer is open. */
export function useFileActs(given: ActParts): FileActs & { makeFolder(name: string): void } {
  const parts = useRef(given);
  parts.current = given;
  return useMemo(
    () => ({
      open: (row) => openRow(row, parts.current),
      rename: (row, name) => void rename(row, name, parts.current),
      remove: (rows) => ask(rows, parts.current),
      up: () => {
        const { way, go } = parts.current;
        if (way.length > 1) go(way.slice(0, -1));
      },
      leave: () => parts.current.open.leaveFiles(),
      makeFolder: (name) => void makeFolder(name, parts.current),
    }),
    [],
  );
}

function openRow(row: FileRow, { open, way, go, followed, failed }: ActParts): void {
  const { entry, path, where } = row;
  followed.looked([entry.name]);
  if (entry.type === 'file') {
    open.show({ kind: 'preview', row });
  } else if (entry.type === 'folder') {
    const text = where === null || where === '' ? entry.text : `${where}/${entry.text}`;
    go([...way, { path, text }]);
  } else {
    failed(whyNotOpened(row));
  }
}

function whyNotOpened({ entry }: FileRow): AppError {
  return failure(`“${entry.text}” cannot be opened here`, {
    code: 'outside',
    message: entry.type === 'link' ? 'It is a link, and links are not followed' : 'It is no file',
  });
}

async function rename(row: FileRow, name: string, parts: ActParts): Promise<void> {
  parts.failed(null);
  const answer = await bridge.call('files.rename', { path: row.path, name });
  if (!answer.ok) return parts.failed(failure(`“${row.entry.text}” was not renamed`, answer.error));
  if (row.where === null) parts.followed.did({ entries: [answer.value], gone: [row.entry.name] });
  parts.done();
}

function ask(rows: readonly FileRow[], parts: ActParts): void {
  const remove = () => {
    parts.open.close();
    void removeAll(rows, parts);
  };
  parts.open.show({ kind: 'remove', rows, remove });
}

async function removeAll(rows: readonly FileRow[], parts: ActParts): Promise<void> {
  parts.failed(null);
  for (const row of rows) {
    const answer = await bridge.call('files.remove', { path: row.path });
    if (!answer.ok)
      return parts.failed(failure(`${whichWords([row])} was not deleted`, answer.error));
    if (row.where === null) parts.followed.did({ gone: [row.entry.name] });
  }
  parts.done();
}

async function makeFolder(name: string, parts: ActParts): Promise<void> {
  parts.failed(null);
  const here = parts.way.at(-1);
  if (here === undefined) return;
  const letters = String.fromCharCode(...new TextEncoder().encode(name));
  const path = pathIn(here.path, SessionName.parse(btoa(letters)));
  const answer = await bridge.call('files.newFolder', { path });
  if (!answer.ok) return parts.failed(failure(`The folder “${name}” was not made`, answer.error));
  parts.followed.did({ entries: [answer.value] });
}
