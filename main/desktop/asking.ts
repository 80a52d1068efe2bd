/** Asks something of a window from elsewhere, kept until its page takes it: one that is new does not listen yet. */
import type { BrowserWindow, WebContents } from 'electron';
import type { Asked } from '../../preload/contract';

/** One thing for each window: what is asked later takes the place of what was asked before. */
export class Asking {
  readonly #asked = new WeakMap<WebContents, Asked>();

  /** The window is one that a person was brought to. */
  ask({ webContents }: BrowserWindow, what: Asked): void {
    this.#asked.set(webContents, what);
    webContents.send('window.asked', {});
  }

  /** What was asked of the page, once. */
  take(page: WebContents): Asked | null {
    const asked = this.#asked.get(page) ?? null;
    this.#asked.delete(page);
    return asked;
  }
}
