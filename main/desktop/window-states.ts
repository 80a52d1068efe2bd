/**
 * How each window was, kept as it changes, so that it comes back so however the app went. `open` tells which come back:
 * those that a person has closed do not.
 */
import ElectronStore from 'electron-store';
import { newState, WindowState } from './window-state';

/** Windows remembered at the most: those that had the focus longest ago go first. */
const MOST = 200;

/** A window that is moved tells each step; so long after one they are written together. ms */
const WRITE_MS = 250;

/** The windows of one profile, by a name: `home`, or a session's id. Only one app with windows has a profile. */
export class WindowStates {
  readonly #store: ElectronStore<Record<string, unknown>>;
  readonly #report: (words: string) => void;
  /** The one that had the focus last is the last. */
  readonly #states = new Map<string, WindowState>();
  #writing: NodeJS.Timeout | null = null;

  /** `folder` is the profile. A damaged file is started anew: nothing in it is worth a question. */
  constructor(folder: string, report: (words: string) => void) {
    this.#report = report;
    this.#store = new ElectronStore({ cwd: folder, name: 'windows', clearInvalidConfig: true });
    for (const [name, value] of Object.entries(this.#store.store)) {
      const state = WindowState.safeParse(value);
      if (state.success) this.#states.set(name, state.data);
    }
  }

  get(name: string): WindowState {
    return this.#states.get(name) ?? newState();
  }

  /** The windows that were open, the one that had the focus last first. */
  open(): string[] {
    return [...this.#states].flatMap(([name, { open }]) => (open ? [name] : [])).reverse();
  }

  /** Keeps a change: that a window was opened or closed is on the disk at once, the rest soon after. */
  set(name: string, change: Partial<WindowState>): void {
    const before = this.get(name);
    this.#states.set(name, { ...before, ...change });
    this.#writing ??= setTimeout(() => this.write(), WRITE_MS);
    if (change.open !== undefined && change.open !== before.open) this.write();
  }

  /** The window has the focus now. */
  focused(name: string): void {
    const state = this.get(name);
    this.#states.delete(name);
    this.set(name, state);
  }

  /** Writes what has changed now. Where that is not possible windows come back as they were before: it is no reason to stop. */
  write(): void {
    if (this.#writing === null) return;
    clearTimeout(this.#writing);
    this.#writing = null;
    const kept = [...this.#states].slice(-MOST);
    try {
      this.#store.store = Object.fromEntries(kept);
    } catch (error) {
      this.#report(`where windows are could not be kept: ${String(error)}`);
    }
  }
}
