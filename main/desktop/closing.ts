/** What happens as a terminal window is closed: its session goes on, and the first time the user is told so. */
import { type BrowserWindow, dialog } from 'electron';
import type { SessionId } from '../../preload/contract';
import type { SettingsStore } from '../settings/store';

/** What the question needs to know and to do. */
export interface ClosingParts {
  readonly settings: SettingsStore;
  /** Whether the session would go on without its window. */
  readonly goesOn: (id: SessionId) => boolean;
  /** Whether the whole app is quitting: then nothing is asked window by window. */
  readonly quitting: () => boolean;
}

/** Tells whether a window may close now; where the user must be told first it closes itself afterwards. */
export function closingCheck(
  parts: ClosingParts,
): (id: SessionId, window: BrowserWindow) => boolean {
  return (id, window) => {
    if (parts.settings.get().toldClose || parts.quitting() || !parts.goesOn(id)) return true;
    void tell(parts.settings, window);
    return false;
  };
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
