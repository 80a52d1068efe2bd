/**
 * What happens as a terminal window is closed: its session goes on, and the first time the user is told so. Keys that wait
 * for the link would be lost with the window: that is asked about.
 */
import { type BrowserWindow, dialog } from 'electron';
import type { SessionId } from '../../preload/contract';
import type { SettingsStore } from '../settings/store';

/** What the question needs to know and to do. */
export interface ClosingParts {
  readonly settings: SettingsStore;
  /** Whether the session would go on without its window. */
  readonly goesOn: (id: SessionId) => boolean;
  /** Bytes that were typed for the session and have not been sent. */
  readonly waiting: (id: SessionId) => number;
  /** Whether the whole app is quitting: then nothing is asked window by window. */
  readonly quitting: () => boolean;
}

/** Tells whether a window may close now; where the user must be told first it closes itself afterwards. */
export function closingCheck(
  parts: ClosingParts,
): (id: SessionId, window: BrowserWindow) => boolean {
  const forgotten = new WeakSet<BrowserWindow>();
  return (id, window) => {
    if (parts.quitting() || !parts.goesOn(id)) return true;
    if (parts.waiting(id) > 0 && !forgotten.has(window)) {
      void ask(window, () => forgotten.add(window));
      return false;
    }
    if (parts.settings.get().toldClose) return true;
    void tell(parts.settings, window);
    return false;
  };
}

/** `forget` is called where the person does not want them any more. */
async function ask(window: BrowserWindow, forget: () => void): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'What you typed has not reached the session.',
    detail: 'It waits for the link, and is lost with this window.',
    buttons: ['Close and lose it', 'Keep it open'],
    defaultId: 1,
    cancelId: 1,
  });
  if (response !== 0) return;
  forget();
  window.close();
}

async function tell(settings: SettingsStore, window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    message: 'The session goes on without its window.',
    detail:
      'What runs in it keeps running. Open it again from Home, or end it there. GamGUI says this once.',
    buttons: ['Close window', 'Keep it open'],
    defaultId: 0,
    cancelId: 1,
  });
  settings.set({ toldClose: true });
  if (response === 0) window.close();
}
