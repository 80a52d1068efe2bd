/** What happens when the last window is closed: the app goes on in the tray where that is to be seen, else it ends. */
import { app, dialog } from 'electron';
import type { SettingsStore } from '../settings/store';
import type { Quitting } from './quit/quitting';
import type { OpenTray } from './tray/open-tray';
import type { Windows } from './windows';

/** What it goes by. */
export interface LastWindowParts {
  readonly settings: SettingsStore;
  readonly windows: Windows;
  readonly tray: OpenTray;
  readonly quitting: Quitting;
}

/** From now on. */
export function followLastWindow(parts: LastWindowParts): void {
  app.on('window-all-closed', () => closed(parts));
}

async function closed({ settings, windows, tray, quitting }: LastWindowParts): Promise<void> {
  // There the app stays in the dock, as people expect.
  if (process.platform === 'darwin') return;
  if (settings.get().closeTo === 'quit' || !(await tray.isSeen())) return quitting.leave();
  if (settings.get().toldTray || windows.all().length > 0) return;
  const stays = await staysInTray();
  settings.set({ toldTray: true, closeTo: stays ? 'tray' : 'quit' });
  if (!stays) quitting.leave();
}

/** Says once where the app is now, and whether it is to be there. */
async function staysInTray(): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: 'GamGUI in the tray',
    message: 'GamGUI goes on in the tray.',
    detail:
      'Its icon shows what your sessions do and brings this window back; Quit is in its menu. The settings have this under Desktop. GamGUI says this once.',
    buttons: ['Go on in the tray', 'Quit when the last window closes'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 0;
}
