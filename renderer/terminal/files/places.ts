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
  /** Files were dropped on the folder that is shown, or on one of its rows. */
  readonly onDropFiles?: (event: DragEvent, to: SessionPath) => void;
  /** A drag of these rows out of the window begins. */
  readonly onDragStart?: (event: DragEvent, rows: readonly FileRow[]) => void;
  /** Asks for files to be sent into the folder. */
  readonly onSend?: (to: SessionPath) => void;
  /** What can be done with rows beside what the drawer does itself: entries of the menu and of the preview. */
  readonly acts?: readonly FileAct[];
  /** What stands at the right end of the drawer's foot. */
  readonly hint?: ReactNode;
}

/** Something that can be done with rows: "Save as…". */
export interface FileAct {
  readonly label: string;
  readonly act: (rows: readonly FileRow[]) => void;
}
