/** A terminal window that is made ahead, unseen: its page is there, and waits to be told its session. */
import type { BrowserWindow, WebContents } from 'electron';
import type { SessionId } from '../../preload/contract';

/** One that was taken: it is its session's from now on. */
export interface Taken {
  readonly window: BrowserWindow;
  /** Tells its page the session. */
  give(id: SessionId): void;
  /** Its page has drawn the session: it is shown. A second call is of no effect. */
  show(): void;
}

/** Its page may fail to draw anything: whoever asked for it sees it after this. ms */
const LATEST_MS = 3_000;

/** What is kept of it. */
interface Kept extends Taken {
  readonly session: Promise<SessionId>;
}

/** One at most. */
export class Reserve {
  #kept: Kept | null = null;

  /** Has one made if there is none; `make` makes a window that is shown after `hold`. */
  fill(make: (hold: Promise<void>) => BrowserWindow): void {
    if (this.#kept !== null) return;
    const session = Promise.withResolvers<SessionId>();
    const hold = Promise.withResolvers<void>();
    const window = make(hold.promise);
    const show = () => hold.resolve();
    const give = (id: SessionId) => {
      session.resolve(id);
      setTimeout(show, LATEST_MS);
    };
    const kept = { window, session: session.promise, give, show };
    window.once('closed', () => {
      if (this.#kept === kept) this.#kept = null;
    });
    this.#kept = kept;
  }

  /** The window, or null: there is none. */
  take(): Taken | null {
    const kept = this.#kept;
    this.#kept = null;
    return kept;
  }

  /** Its page, or null: there is none. */
  get contents(): WebContents | null {
    return this.#kept?.window.webContents ?? null;
  }

  /** The session that its page waits for, or null: it is another page. */
  sessionOf(contents: WebContents): Promise<SessionId> | null {
    return this.#kept?.window.webContents === contents ? this.#kept.session : null;
  }

  /** It is of no use any more: the app must not live on for a window that nobody sees. */
  empty(): void {
    this.#kept?.window.destroy();
  }
}
