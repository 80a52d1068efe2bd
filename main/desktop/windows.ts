/** The windows there are: one Home, and one terminal window a session. */
import type { BrowserWindow, WebContents } from 'electron';
import type { HomePart, Session, SessionId } from '../../preload/contract';
import { visible } from '../../preload/visible';
import type { BoundsStore } from './bounds';
import { makeWindow } from './frame';

/** Called as a terminal window is about to close; false keeps it open. */
export type ClosingCheck = (id: SessionId, window: BrowserWindow) => boolean;

/** Opens, finds and remembers the app's windows. */
export class Windows {
  readonly #bounds: BoundsStore;
  readonly #out: string;
  readonly #mayClose: ClosingCheck;
  #home: BrowserWindow | null = null;
  readonly #terminals = new Map<SessionId, BrowserWindow>();

  /** `out` is the folder of the built app. */
  constructor(bounds: BoundsStore, out: string, mayClose: ClosingCheck) {
    this.#bounds = bounds;
    this.#out = out;
    this.#mayClose = mayClose;
  }

  /** Shows Home, making it if it is not there; `show` is a part of it that a person asked for. */
  home(show?: HomePart): BrowserWindow {
    if (this.#home !== null) {
      if (show !== undefined) this.#home.webContents.send('home.show', { show });
      return bringToFront(this.#home);
    }
    const size = { width: 1100, height: 720, minWidth: 880, minHeight: 560 };
    const frame = { page: 'home' as const, name: 'home', title: 'GamGUI', part: show, ...size };
    const window = makeWindow(frame, this.#bounds, this.#out);
    window.once('closed', () => {
      this.#home = null;
    });
    this.#home = window;
    return window;
  }

  /**
   * Shows a session's window, making it if it is not there. With `hold` it is made at once and shown when that is there,
   * since a window takes as long as a pod: where it fails there is none.
   */
  terminal(session: Session, hold?: Promise<unknown>): BrowserWindow {
    const open = this.#terminals.get(session.id);
    if (open !== undefined) return bringToFront(open);
    const size = { width: 1000, height: 640, minWidth: 660, minHeight: 420 };
    const frame = {
      page: 'terminal' as const,
      name: session.id,
      title: titleOf(session),
      hold,
      ...size,
    };
    const window = makeWindow(frame, this.#bounds, this.#out);
    this.#terminals.set(session.id, window);
    // The page's own title never changes the window's: it would be the session's word, not the app's.
    window.on('page-title-updated', (event) => event.preventDefault());
    window.on('close', (event) => {
      if (!this.#mayClose(session.id, window)) event.preventDefault();
    });
    window.once('closed', () => this.#terminals.delete(session.id));
    return window;
  }

  /** The session of a terminal window's page, or null for any other page. */
  sessionOf(contents: WebContents): SessionId | null {
    for (const [id, window] of this.#terminals) if (window.webContents === contents) return id;
    return null;
  }

  /** Closes a session's window, if it has one. */
  close(id: SessionId): void {
    this.#terminals.get(id)?.close();
  }

  /** Whether a session's window is the one that is looked at. */
  isInFront(id: SessionId): boolean {
    return this.#terminals.get(id)?.isFocused() ?? false;
  }

  /** The session's name may have changed. */
  retitle(session: Session): void {
    this.#terminals.get(session.id)?.setTitle(titleOf(session));
  }

  /** All windows that are open. */
  all(): BrowserWindow[] {
    return [...(this.#home === null ? [] : [this.#home]), ...this.#terminals.values()];
  }
}

function titleOf(session: Session): string {
  return `${visible(session.tenant.name)} · ${visible(session.name)}`;
}

function bringToFront(window: BrowserWindow): BrowserWindow {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  return window;
}
