/** What is open over the terminal: one sheet at a time, and the search bar. */
import { useEffect, useMemo, useState } from 'react';
import type { Controller } from './controller';
import type { Paste } from './paste';

/** A sheet with what it is about. */
type OpenSheet =
  | { readonly kind: 'none' }
  | { readonly kind: 'new' }
  | { readonly kind: 'end' }
  | { readonly kind: 'rename' }
  | { readonly kind: 'paste'; readonly paste: Paste };

export interface Open {
  readonly sheet: OpenSheet;
  readonly searching: boolean;
  /** Counts the times search was asked for, so that its field can take the focus again. */
  readonly searches: number;
  show(sheet: OpenSheet): void;
  /** Closes the sheet and gives the terminal the focus. */
  close(): void;
  search(on: boolean): void;
}

export function useOpen(controller: Controller): Open {
  const [sheet, setSheet] = useState<OpenSheet>({ kind: 'none' });
  const [searches, setSearches] = useState(0);
  const [searching, setSearching] = useState(false);
  const covered = sheet.kind !== 'none';
  useEffect(() => {
    if (!covered && !searching) focusAgain(controller);
  }, [controller, covered, searching]);
  return useMemo(
    () => ({
      sheet,
      searching,
      searches,
      show: setSheet,
      close: () => setSheet({ kind: 'none' }),
      search: (on) => {
        setSearching(on);
        if (on) setSearches((n) => n + 1);
      },
    }),
    [sheet, searching, searches],
  );
}

/**
 * Focuses the terminal at once, so that no key is lost, and again after a sheet has given the focus back to what had it,
 * which may be a menu's button. Called in an effect: the page below a sheet is inert until the sheet's own have run.
 */
function focusAgain(controller: Controller): void {
  const focus = () => controller.view?.terminal.focus();
  focus();
  requestAnimationFrame(() => requestAnimationFrame(focus));
}
