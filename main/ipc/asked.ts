/** What Home is asked from outside, kept until its page takes it: a window that is new does not listen yet. */
import type { AskedNew } from '../../preload/contract';
import type { Windows } from '../desktop/windows';

/** Brings Home to the front with the sheet for a new session. */
export class Asked {
  readonly #windows: Windows;
  #new: AskedNew | null = null;

  constructor(windows: Windows) {
    this.#windows = windows;
  }

  /** Asks; tenant null: the one of last time. */
  newSession(tenant: AskedNew['tenant']): void {
    this.#new = { tenant };
    this.#windows.home().webContents.send('new-session.asked', null);
  }

  /** What was asked, once. */
  take(): AskedNew | null {
    const asked = this.#new;
    this.#new = null;
    return asked;
  }
}
