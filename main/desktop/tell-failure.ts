/** Tells of what did not happen where no window asked for it. */
import { dialog } from 'electron';
import { toAppError } from '../failure';

/** Shows what was thrown, with what to do where that is known. */
export function tellFailure(thrown: unknown): void {
  const { message, fix } = toAppError(thrown);
  void dialog.showMessageBox({ type: 'warning', message, ...(fix ? { detail: fix } : {}) });
}
