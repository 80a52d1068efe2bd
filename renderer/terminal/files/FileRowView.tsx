/** One row of the drawer: icon, name, size, and time or that it is new. */
import { type DragEvent, type MouseEvent, memo } from 'react';
import { Icon } from '../../ui/Icon';
import { pastShort } from '../../ui/time';
import { FileName } from './FileName';
import type { FileRow } from './places';
import { RenameField } from './RenameField';
import { iconOf, sizeWords } from './words';

/** What a row needs of its list. They stay the same objects, so that only rows that changed are drawn. */
export interface RowParts {
  readonly now: number;
  readonly pick: (event: MouseEvent, at: number) => void;
  readonly open: (row: FileRow) => void;
  readonly menu: (row: FileRow, at: { readonly x: number; readonly y: number }) => void;
  readonly rename: (row: FileRow, name: string | null) => void;
  readonly press?: (row: FileRow) => void;
  readonly drag?: (event: DragEvent, row: FileRow) => void;
}

interface RowProps {
  readonly id: string;
  /** Its number in the list, from 0. */
  readonly at: number;
  readonly row: FileRow;
  readonly parts: RowParts;
  readonly renaming: boolean;
  readonly active: boolean;
  readonly selected: boolean;
}

export const FileRowView = memo(function FileRowView(props: RowProps) {
  const { id, at, row, parts, renaming, active, selected } = props;
  const { drag } = parts;
  const classes = ['file-row', row.isNew ? 'new' : '', active ? 'active' : ''];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active row
    // biome-ignore lint/a11y/useSemanticElements: rows that are not in sight are in no table
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
    <div
      id={id}
      role="row"
      aria-rowindex={at + 1}
      aria-selected={selected}
      className={classes.join(' ').trim()}
      draggable={drag !== undefined && !renaming}
      {...(row.entry.type === 'folder'
        ? { 'data-drop-path': row.path, 'data-drop-name': row.entry.text }
        : {})}
      onClick={(event) => {
        if (!renaming) parts.pick(event, at);
      }}
      onDoubleClick={() => {
        if (!renaming) parts.open(row);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        if (!selected) parts.pick(event, at);
        parts.menu(row, { x: event.clientX, y: event.clientY });
      }}
      onPointerDown={(event) => {
        if (event.button === 0 && !renaming) parts.press?.(row);
      }}
      onDragStart={(event) => drag?.(event, row)}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: as its row */}
      {/* biome-ignore lint/a11y/useSemanticElements: as its row */}
      <div role="gridcell" className="file-cells">
        <Icon of={iconOf(row.entry)} size={15} className="text-2" />
        {renaming ? (
          <RenameField entry={row.entry} done={(name) => parts.rename(row, name)} />
        ) : (
          <Words row={row} now={parts.now} />
        )}
      </div>
    </div>
  );
});

function Words(props: { row: FileRow; now: number }) {
  const { entry, isNew, where } = props.row;
  if (where !== null)
    return (
      <>
        <FileName text={entry.text} />
        <span className="where cut text-3" title={where}>
          {where === '' ? 'here' : where}
        </span>
      </>
    );
  return (
    <>
      <FileName text={entry.text} />
      <span className="size text-3">{sizeWords(entry)}</span>
      {isNew ? (
        <span className="time">
          <span className="new-tag">New</span>
        </span>
      ) : (
        <span className="time text-3" title={new Date(entry.mtime).toLocaleString('en-GB')}>
          {pastShort(entry.mtime, props.now)}
        </span>
      )}
    </>
  );
}
