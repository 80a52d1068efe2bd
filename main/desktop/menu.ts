/**
 * The application menu. On Linux and Windows there is none: its accelerators would take letters from the shell, and
 * the pages know the shortcuts themselves. On macOS copying, hiding and quitting work only through a menu.
 */
import { isDeepStrictEqual } from 'node:util';
import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Settings } from '../../preload/settings';
import { type Act, type Keymap, keymapOf, labelOf } from '../../preload/shortcuts';
import { accelerator } from './accelerator';

const LINE: MenuItemConstructorOptions = { type: 'separator' };

/** The menu of macOS, whose entries tell the page in front. `home` is called where no window is. */
function menuOf(keys: Keymap, home: (act: Act) => void): MenuItemConstructorOptions[] {
  const entry = (act: Act): MenuItemConstructorOptions => {
    const chord = keys[act];
    return {
      label: labelOf(act),
      ...(chord === null ? {} : { accelerator: accelerator(chord) }),
      click: () => tell(act, home),
    };
  };
  const menu = (label: string, ...submenu: MenuItemConstructorOptions[]) => ({ label, submenu });
  return [
    menu(
      app.name,
      { role: 'about' },
      LINE,
      entry('settings'),
      entry('shortcuts'),
      LINE,
      { role: 'services' },
      LINE,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      LINE,
      entry('quit'),
    ),
    menu(
      'Session',
      entry('new-session'),
      entry('home'),
      entry('jobs'),
      entry('palette'),
      LINE,
      entry('rename'),
      entry('retry'),
      entry('export'),
      LINE,
      entry('close-window'),
      entry('end-session'),
    ),
    // The roles act on fields too, and a terminal hears them as copy and paste.
    menu(
      'Edit',
      { role: 'undo' },
      { role: 'redo' },
      LINE,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      LINE,
      entry('find'),
      entry('clear'),
    ),
    menu('Files', entry('files'), entry('send-files'), entry('save-newest')),
    menu(
      'View',
      entry('font-larger'),
      entry('font-smaller'),
      entry('font-usual'),
      LINE,
      entry('next-pane'),
      entry('previous-pane'),
      LINE,
      { role: 'togglefullscreen' },
    ),
    { role: 'windowMenu' },
    { role: 'help', submenu: [entry('shortcuts'), entry('check-updates')] },
  ];
}

function tell(action: Act, home: (act: Act) => void): void {
  const front = BrowserWindow.getFocusedWindow();
  if (front !== null) front.webContents.send('menu.action', { action });
  else if (action === 'quit') app.quit();
  else home(action);
}

/** What the menu follows. */
interface SettingsSource {
  get(): Settings;
  onChange(listener: (settings: Settings) => void): void;
}

/** Keeps the platform's menu; `home` shows Home, for what was chosen while no window was there. */
export function followMenu(settings: SettingsSource, home: (act: Act) => void): void {
  if (process.platform !== 'darwin') {
    Menu.setApplicationMenu(null);
    return;
  }
  let shown: Settings['shortcuts'] | null = null;
  const show = ({ shortcuts }: Settings) => {
    if (isDeepStrictEqual(shortcuts, shown)) return;
    shown = shortcuts;
    const template = menuOf(keymapOf(shortcuts, process.platform), home);
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  show(settings.get());
  settings.onChange(show);
}
