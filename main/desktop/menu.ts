/**
 * The application menu. On Linux and Windows there is none: its accelerators would take letters from the shell, and
 * the pages know the shortcuts themselves. On macOS copying, hiding and quitting work only through a menu.
 */
import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Pushed } from '../../preload/contract';

type Action = Pushed<'menu.action'>['action'];

/** A menu entry that tells the page in front; macOS shows the shortcut, the page acts. */
function entry(label: string, accelerator: string, action: Action): MenuItemConstructorOptions {
  return {
    label,
    accelerator,
    click: () => BrowserWindow.getFocusedWindow()?.webContents.send('menu.action', { action }),
  };
}

/** Sets the menu of the platform; `home` shows Home. */
export function setMenu(home: () => void): void {
  if (process.platform !== 'darwin') {
    Menu.setApplicationMenu(null);
    return;
  }
  const template: MenuItemConstructorOptions[] = [
    {
      label: app.name,
      submenu: [
        { role: 'about' },
        { type: 'separator' },
        entry('Settings…', 'Cmd+,', 'settings'),
        { type: 'separator' },
        { role: 'hide' },
        { role: 'hideOthers' },
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    {
      label: 'Session',
      submenu: [
        entry('New Session…', 'Cmd+N', 'new-session'),
        { label: 'Home', accelerator: 'Cmd+L', click: home },
        entry('End Session…', 'Shift+Cmd+Backspace', 'end-session'),
        { type: 'separator' },
        { role: 'close' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        { type: 'separator' },
        entry('Find…', 'Cmd+F', 'find'),
        entry('Clear the Scrollback', 'Cmd+K', 'clear'),
      ],
    },
    {
      label: 'View',
      submenu: [
        entry('Files', 'Shift+Cmd+E', 'files'),
        { type: 'separator' },
        entry('Larger', 'Cmd+Plus', 'font-larger'),
        entry('Smaller', 'Cmd+-', 'font-smaller'),
        entry('Usual Size', 'Cmd+0', 'font-usual'),
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
