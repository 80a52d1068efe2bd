/** The list of files: arrows, Home, End, typing finds, Enter opens, F2 renames, Delete asks, Menu shows the actions. */
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { SessionPath } from '../../../preload/contract';
import { MAC } from '../../ui/platform';
import { FileMenu } from './FileMenu';
import { FileRowView, type RowParts } from './FileRowView';
import type { FileAct, FilePlaces, FileRow } from './places';
import { useKeptInView } from './useKeptInView';
import { useListKeys } from './useListKeys';
import { useWindow } from './useWindow';

/** What is done with rows. */
export interface FileActs {
  readonly open: (row: FileRow) => void;
  readonly rename: (row: FileRow, name: string) => void;
  readonly remove: (rows: readonly FileRow[]) => void;
  readonly up: () => void;
  readonly leave: () => void;
}

interface ListProps {
  readonly label: string;
  readonly rows: readonly FileRow[];
  readonly acts: FileActs;
  readonly more: readonly FileAct[];
  readonly now: number;
  readonly onPress: FilePlaces['onPress'];
  readonly onDragStart: FilePlaces['onDragStart'];
}

/** As files.css has it. Pixels. */
const ROW = 30;

/**
 * Only the rows that are seen are drawn, and nothing is made for the others: a folder may have a hundred thousand. The
 * list itself has the focus and names its active row.
 */
export function FileList(props: ListProps) {
  const { label, rows, acts, more, now, onPress, onDragStart } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [renaming, setRenaming] = useState<SessionPath | null>(null);
  const [menu, setMenu] = useState<{ row: FileRow; x: number; y: number } | null>(null);
  const list = useListKeys(
    useMemo(() => rows.map(({ path, entry }) => ({ key: path, text: entry.text })), [rows]),
  );
  const seen = useWindow(frame, rows.length, ROW);
  useKeptInView(frame, rows, list.active, ROW);
  const chosen = (row: FileRow) =>
    list.state.selected.has(row.path)
      ? rows.filter(({ path }) => list.state.selected.has(path))
      : [row];
  const latest = useRef({ acts, list, chosen, onPress, onDragStart });
  latest.current = { acts, list, chosen, onPress, onDragStart };
  const focus = useCallback(() => frame.current?.focus(), []);
  const hasDrag = onDragStart !== undefined;
  const parts = useMemo<RowParts>(
    () => ({
      now,
      pick: (event, at) => latest.current.list.pick(event, at),
      open: (row) => latest.current.acts.open(row),
      menu: (row, at) => setMenu({ row, x: at.x, y: at.y }),
      rename: (row, name) => {
        setRenaming(null);
        focus();
        if (name !== null) latest.current.acts.rename(row, name);
      },
      ...(hasDrag
        ? {
            press: (row) => latest.current.onPress?.(latest.current.chosen(row)),
            drag: (event, row) => latest.current.onDragStart?.(event, latest.current.chosen(row)),
          }
        : {}),
    }),
    [now, hasDrag, focus],
  );
  const active = rows[list.active];
  const press = (event: KeyboardEvent) => {
    // Whoever types a name moves in it, not in the list.
    if (event.target !== frame.current) return;
    const letter = (MAC ? event.metaKey : event.ctrlKey) && !event.shiftKey && !event.altKey;
    const own = letter ? more.find((one) => one.letter === event.key) : undefined;
    if (own !== undefined && active !== undefined) {
      event.preventDefault();
      return own.act(chosen(active));
    }
    const page = Math.max(1, Math.floor(seen.height / ROW) - 1);
    const done = onKey(event, active, {
      ...acts,
      remove: () => active !== undefined && acts.remove(chosen(active)),
      beginRename: () => setRenaming(active?.path ?? null),
      menu: (row) => setMenu({ row, ...belowRow(frame.current) }),
    });
    if (done || list.press(event, page)) event.preventDefault();
  };
  return (
    <div className="file-list">
      {/* biome-ignore lint/a11y/useSemanticElements: rows that are not in sight are in no table */}
      <div
        ref={frame}
        className="file-rows scroll"
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length}
        aria-multiselectable
        aria-activedescendant={active === undefined ? undefined : idOf(list.active)}
        tabIndex={0}
        onKeyDown={press}
        onFocus={(event) => {
          if (event.target === frame.current && list.active < 0)
            list.act({ kind: 'go', to: 0, extend: false });
        }}
      >
        <div role="presentation" style={{ height: seen.whole }}>
          <div role="presentation" style={{ translate: `0 ${seen.top}px` }}>
            {rows.slice(seen.first, seen.last).map((row, at) => (
              <FileRowView
                key={row.path}
                id={idOf(seen.first + at)}
                at={seen.first + at}
                row={row}
                parts={parts}
                renaming={renaming === row.path}
                active={seen.first + at === list.active}
                selected={list.state.selected.has(row.path)}
              />
            ))}
          </div>
        </div>
      </div>
      <FileMenu
        at={menu}
        rows={menu === null ? [] : chosen(menu.row)}
        more={more}
        acts={{ ...acts, beginRename: (row) => setRenaming(row.path) }}
        onClose={() => setMenu(null)}
      />
    </div>
  );
}

function idOf(at: number): string {
  return `file-row-${at}`;
}

function belowRow(frame: HTMLElement | null): { x: number; y: number } {
  const row = frame?.querySelector('.file-row.active')?.getBoundingClientRect();
  return { x: row?.x ?? 0, y: row?.bottom ?? 0 };
}

/** Does what a key means in a list of files; false where it is none of these. */
function onKey(
  event: KeyboardEvent,
  row: FileRow | undefined,
  acts: {
    readonly open: (row: FileRow) => void;
    readonly beginRename: () => void;
    readonly menu: (row: FileRow) => void;
    readonly remove: () => void;
    readonly up: () => void;
    readonly leave: () => void;
  },
): boolean {
  switch (event.key) {
    case 'Enter':
      if (row !== undefined) acts.open(row);
      return true;
    case 'F2':
      acts.beginRename();
      return true;
    case 'Delete':
      acts.remove();
      return true;
    case 'Backspace':
      acts.up();
      return true;
    case 'Escape':
      acts.leave();
      return true;
    case 'ContextMenu':
      if (row !== undefined) acts.menu(row);
      return true;
    case 'F10':
      if (event.shiftKey && row !== undefined) acts.menu(row);
      return event.shiftKey;
    default:
      return false;
  }
}
