/** The window that a call comes from. */
import { BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { Failure } from '../failure';

/** @throws Failure `no-window`: it is gone */
export function windowOf(event: IpcMainInvokeEvent): BrowserWindow {
  const window = BrowserWindow.fromWebContents(event.sender);
  if (window === null) throw new Failure('no-window', 'The window is gone.');
  return window;
}
