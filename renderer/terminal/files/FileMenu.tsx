/** What can be done with the files that were chosen, at the pointer or at their row. */
import '../../ui/menu.css';
import { useRef } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import { Keys } from '../../ui/Button';
import { MAC } from '../../ui/platform';
import type { FileActs } from './FileList';
import type { FileAct, FileRow } from './places';

interface MenuProps {
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly rows: readonly FileRow[];
  readonly more: readonly FileAct[];
  readonly acts: FileActs & { readonly beginRename: (row: FileRow) => void };
  readonly onClose: () => void;
}

interface Entry {
  readonly label: string;
  readonly key: string;
  readonly act: () => void;
}

export function FileMenu(props: MenuProps) {
  const { at, rows, more, acts, onClose } = props;
  const trigger = useRef<HTMLSpanElement>(null);
  const entries = entriesFor(rows, more, acts);
  return (
    <>
      <span className="pointer" ref={trigger} style={{ left: at?.x ?? 0, top: at?.y ?? 0 }} />
      <Popover
        className="menu-popover"
        aria-label="Actions"
        triggerRef={trigger}
        isOpen={at !== null}
        placement="bottom start"
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        <Menu className="menu" aria-label="Actions" autoFocus="first" onClose={onClose}>
          {entries.map(({ label, key, act }) => (
            <MenuItem key={label} className="menu-item" textValue={label} onAction={act}>
              <span className="label">{label}</span>
              {key === '' ? null : <Keys caps={[key]} />}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </>
  );
}

function entriesFor(
  rows: readonly FileRow[],
  more: readonly FileAct[],
  acts: MenuProps['acts'],
): Entry[] {
  const [row] = rows;
  if (row === undefined) return [];
  const one: Entry[] = [];
  const { type } = row.entry;
  if (rows.length === 1) {
    if (type === 'folder' || type === 'file')
      one.push({
        label: type === 'folder' ? 'Open' : 'Look at it',
        key: '⏎',
        act: () => acts.open(row),
      });
    one.push({ label: 'Rename', key: 'F2', act: () => acts.beginRename(row) });
  }
  const fitting = more.filter(({ fits }) => fits?.(rows) ?? true);
  const others = fitting.map(({ label, letter = '', act }) => ({
    label,
    key: letter === '' ? '' : `${MAC ? '⌘' : 'Ctrl '}${letter.toUpperCase()}`,
    act: () => act(rows),
  }));
  return [...one, ...others, { label: 'Delete…', key: 'Del', act: () => acts.remove(rows) }];
}
