/** What is open over and beside the terminal: one sheet at a time, the search bar, the drawer of files. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CsvQuestion, JournalLine, Transfer } from '../../preload/contract';
import type { Wanted } from '../ui/session/choice';
import type { Controller } from './controller';
import type { FileRow } from './files/places';
import type { Paste } from './paste';

/** A sheet with what it is about. */
type OpenSheet =
  | { readonly kind: 'none' }
  | { readonly kind: 'new'; readonly wanted?: Wanted }
  | { readonly kind: 'palette' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'end' }
  | { readonly kind: 'rename' }
  | { readonly kind: 'credentials' }
  | { readonly kind: 'paste'; readonly paste: Paste }
  | { readonly kind: 'clash'; readonly id: Transfer['id'] }
  | { readonly kind: 'preflight'; readonly id: CsvQuestion['id'] }
  | { readonly kind: 'transfers' }
  | { readonly kind: 'export' }
  | { readonly kind: 'jobs'; readonly job: string | null }
  | { readonly kind: 'output'; readonly line: JournalLine }
  | { readonly kind: 'output'; readonly from: number }
  | { readonly kind: 'preview'; readonly row: FileRow }
  | {
      readonly kind: 'remove';
      readonly rows: readonly FileRow[];
      readonly remove: () => void;
    };

/** Sheets of the drawer: the focus goes back into it, not to the terminal. */
const OF_DRAWER: readonly OpenSheet['kind'][] = ['preview', 'remove'];

export interface Open {
  readonly sheet: OpenSheet;
  readonly searching: boolean;
  /** Counts the times search was asked for, so that its field can take the focus again. */
  readonly searches: number;
  /** Whether the drawer of files is open, and how often it was asked for, so that it can take the focus again. */
  readonly files: boolean;
  readonly filesAsked: number;
  show(sheet: OpenSheet): void;
  /** Closes the sheet and gives the terminal the focus, or the drawer if it was its own. */
  close(): void;
  search(on: boolean): void;
  /** Opens the drawer, gives it the focus, or closes it if it has it. */
  toggleFiles(): void;
  /** Gives the terminal the focus; the drawer stays open. */
  leaveFiles(): void;
  /** Somebody goes elsewhere with the focus: the terminal does not take it a second time. */
  leaveTerminal(): void;
}

export function useOpen(controller: Controller): Open {
  const [sheet, setSheet] = useState<OpenSheet>({ kind: 'none' });
  const [searches, setSearches] = useState(0);
  const [searching, setSearching] = useState(false);
  const [files, setFiles] = useState(false);
  const [filesAsked, setFilesAsked] = useState(0);
  const covered = sheet.kind !== 'none';
  const before = useRef(sheet.kind);
  // Whoever asks for a part of the window meanwhile wants the focus there.
  const again = useRef(() => {});
  useEffect(() => {
    const drawers = OF_DRAWER.includes(before.current);
    before.current = sheet.kind;
    if (!covered && !searching && !drawers) again.current = focusAgain(controller);
  }, [controller, covered, searching, sheet.kind]);
  // Once: nothing takes the focus after it, and a second time would take it from whoever is back in the list by then.
  const leaveFiles = useCallback(() => controller.view?.terminal.focus(), [controller]);
  return useMemo(
    () => ({
      sheet,
      searching,
      searches,
      files,
      filesAsked,
      show: setSheet,
      close: () => setSheet({ kind: 'none' }),
      search: (on) => {
        setSearching(on);
        if (!on) return;
        again.current();
        setSearches((n) => n + 1);
      },
      toggleFiles: () => {
        const inDrawer = document.activeElement?.closest('.drawer') != null;
        setFiles(!files || !inDrawer);
        if (files && inDrawer) return leaveFiles();
        again.current();
        setFilesAsked((n) => n + 1);
      },
      leaveFiles,
      leaveTerminal: () => again.current(),
    }),
    [leaveFiles, sheet, searching, searches, files, filesAsked],
  );
}

/**
 * Focuses the terminal at once, so that no key is lost, and again after a sheet has given the focus back to what had it,
 * which may be a menu's button. Called in an effect: the page below a sheet is inert until the sheet's own have run. Returns
 * the function that gives the second time up.
 */
function focusAgain(controller: Controller): () => void {
  const focus = () => controller.view?.terminal.focus();
  focus();
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(focus);
  });
  return () => cancelAnimationFrame(frame);
}
