/** Where others join the drawer: files that are dropped on it, dragged out of it, and their transfers. */
import type { DragEvent, ReactNode } from 'react';
import type { FileEntry, SessionPath } from '../../../preload/contract';

/** One row of the drawer: something in a session's folder. */
export interface FileRow {
  readonly path: SessionPath;
  readonly entry: FileEntry;
  readonly isNew: boolean;
  /** Of a finding: the folder it is in, as text; empty is the searched one. */
  readonly where: string | null;
}

/** All are optional: what is not given is not offered. */
export interface FilePlaces {
  /** The pointer presses on these rows: they may be dragged next. */
  readonly onPress?: (rows: readonly FileRow[]) => void;
  /** A drag of these rows out of the window begins. */
  readonly onDragStart?: (event: DragEvent, rows: readonly FileRow[]) => void;
  /** Asks for files to be sent into the folder. */
  readonly onSend?: (to: SessionPath) => void;
  /** Saves all that is shown. */
  readonly onSaveAll?: (rows: readonly FileRow[]) => void;
  /** What can be done with rows beside what the drawer does itself: entries of the menu and of the preview. */
  readonly acts?: readonly FileAct[];
  /** What stands at the right end of the drawer's foot. */
  readonly hint?: ReactNode;
}

/** Something that can be done with rows: "Save as…". */
export interface FileAct {
  readonly label: string;
  /** The letter that does it in the list, with Ctrl, or Cmd on macOS. */
  readonly letter?: string;
  /** Whether it can be done with these rows; not given: with any. */
  readonly fits?: (rows: readonly FileRow[]) => boolean;
  readonly act: (rows: readonly FileRow[]) => void;
}
