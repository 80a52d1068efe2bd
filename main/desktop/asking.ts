/** Asks something of a session's window from elsewhere: it is shown, and takes what was asked when its page is there. */
import type { Asked, Session, SessionId } from '../../preload/contract';
import type { Windows } from './windows';

/** One thing for each session: what is asked later takes the place of what was asked before. */
export class Asking {
  readonly #windows: Windows;
  readonly #asked = new Map<SessionId, Asked>();

  constructor(windows: Windows) {
    this.#windows = windows;
  }

  ask(session: Session, what: Asked): void {
    this.#asked.set(session.id, what);
    this.#windows.terminal(session).webContents.send('jobs.asked', {});
  }

  /** Gives it once. */
  take(id: SessionId): Asked | null {
    const asked = this.#asked.get(id) ?? null;
    this.#asked.delete(id);
    return asked;
  }
}
