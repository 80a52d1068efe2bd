/** Keeps how a window is as a person changes it, and gives a new one the shape it had. */
import { type BrowserWindow, screen } from 'electron';
import { type Rectangle, reachablePlace } from './reachable';
import type { WindowState } from './window-state';
import type { WindowStates } from './window-states';

/** Where a window that was there is put: a screen may be gone. Nothing where it has had no place. */
export function placeOf({ bounds }: WindowState): Partial<Rectangle> {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  return bounds === null ? {} : reachablePlace(bounds, screens);
}

function shapeOf(window: BrowserWindow): WindowState['shape'] {
  if (window.isFullScreen()) return 'full-screen';
  return window.isMaximized() ? 'maximised' : 'usual';
}

/** Keeps the window's place and shape, the focus, and that it is open; `closed` is called as it is closed. */
export function keepState(
  window: BrowserWindow,
  name: string,
  states: WindowStates,
  closed: () => void,
): void {
  const keep = () => {
    // One that lies in the task bar comes back as it was before.
    if (window.isDestroyed() || !window.isVisible() || window.isMinimized()) return;
    states.set(name, { bounds: window.getNormalBounds(), shape: shapeOf(window) });
  };
  window.on('move', keep);
  window.on('resize', keep);
  window.on('maximize', keep);
  window.on('unmaximize', keep);
  window.on('enter-full-screen', keep);
  window.on('leave-full-screen', keep);
  window.on('focus', () => states.focused(name));
  window.once('closed', closed);
  states.set(name, { open: true });
}

/** Shows a window in a shape, with the focus or without. */
export function showShaped(
  window: BrowserWindow,
  shape: WindowState['shape'],
  focus: boolean,
): void {
  if (shape === 'maximised') window.maximize();
  if (focus) window.show();
  else window.showInactive();
  if (shape === 'full-screen') window.setFullScreen(true);
}
