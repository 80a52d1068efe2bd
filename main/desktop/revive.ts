/** A page whose process has died is loaded again: its session went on, and is shown as it is by now. */
import type { BrowserWindow } from 'electron';

/** One that dies again so soon is left: it would die for ever. ms */
const AGAIN_MS = 10_000;

/** Looks after a window's page as long as there is the window. */
export function revive(window: BrowserWindow): void {
  let last = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || Date.now() - last < AGAIN_MS) return;
    last = Date.now();
    // Not from within the event, in which Chromium still takes the old page apart.
    setImmediate(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    });
  });
}
