/** The windows there are: one Home, and one terminal window a session. */
import type { BrowserWindow, WebContents } from 'electron';
import {
  AHEAD,
  type Push,
  type Pushed,
  type Session,
  type SessionId,
  type ShowHome,
} from '../../preload/contract';
import { visible } from '../../preload/visible';
import type { TerminalIntent } from '../sessions/link/terminal-link';
import { makeWindow } from './frame';
import { keepState } from './keep-state';
import { Reserve } from './reserve';
import { showTenant } from './tenant-icon';
import { newClient } from './window-state';
import type { WindowStates } from './window-states';

/** Called as a terminal window is about to close; false keeps it open. */
export type ClosingCheck = (id: SessionId, window: BrowserWindow) => boolean;

/** What the windows need. */
export interface WindowsParts {
  readonly states: WindowStates;
  /** The folder of the built app. */
  readonly out: string;
  readonly mayClose: ClosingCheck;
  /** Whether the app is quitting: then no window is closed by a person. */
  readonly quitting: () => boolean;
}

/** How a person opens a terminal window. */
export interface Opening {
  /** The window is made at once, and shown when this is there: it takes as long as a pod. Where it fails there is none. */
  readonly hold?: Promise<unknown>;
  /** To look, without typing. */
  readonly watches?: boolean;
}

/** A terminal window that is open. */
interface Terminal {
  readonly window: BrowserWindow;
  /** What its next connection wants. */
  intent: TerminalIntent;
  /** Shows it, where it was made ahead. */
  readonly show?: () => void;
}

/** What differs between the terminal windows as they are made. */
interface Making {
  readonly intent: TerminalIntent;
  readonly focus: boolean;
  readonly hold?: Promise<unknown> | undefined;
}

/** The names of the windows in what is kept of them: `home`, else a session's id. */
export const HOME = 'home';
/** No session's id: what is made ahead has had no place. */
const RESERVE = '-';

const TERMINAL = {
  page: 'terminal' as const,
  width: 1000,
  height: 640,
  minWidth: 660,
  minHeight: 420,
};

/** Opens, finds and remembers the app's windows. */
export class Windows {
  readonly #parts: WindowsParts;
  #home: BrowserWindow | null = null;
  readonly #terminals = new Map<SessionId, Terminal>();
  readonly #reserve = new Reserve();
  #focused: () => void = () => {};

  constructor(parts: WindowsParts) {
    this.#parts = parts;
  }

  /** Shows Home, making it if it is not there; `show` is what a person asked for. */
  home(show?: ShowHome): BrowserWindow {
    if (this.#home === null) return this.#makeHome(true, show);
    if (show !== undefined) this.#home.webContents.send('home.show', show);
    return bringToFront(this.#home);
  }

  /** Shows a session's window as a person's act, making it if it is not there. */
  terminal(session: Session, { hold, watches = false }: Opening = {}): BrowserWindow {
    const open = this.#terminals.get(session.id);
    if (open !== undefined) return bringToFront(open.window);
    this.#parts.states.set(session.id, { client: newClient(), watches });
    if (hold === undefined && !watches) {
      const taken = this.#takeReserve(session);
      if (taken !== null) return taken;
    }
    return this.#makeTerminal(session, { intent: watches ? 'watch' : 'take', focus: true, hold });
  }

  /** Has the next new session's window made, unseen. Not where no window is: the app would be kept alive by it. */
  prepare(): void {
    if (this.all().length === 0) return;
    const { states, out } = this.#parts;
    this.#reserve.fill((hold) => {
      const state = states.get(RESERVE);
      return makeWindow(
        { ...TERMINAL, title: 'GamGUI', part: AHEAD, hold, state, focus: true },
        out,
      );
    });
  }

  /** Tells the page of the window that was made ahead, if there is one. */
  tellAhead<P extends Push>(channel: P, value: Pushed<P>): void {
    this.#reserve.contents?.send(channel, value);
  }

  /** The window that was made ahead is not wanted. */
  unprepare(): void {
    this.#reserve.empty();
  }

  /** The session of the page that asks, which one that was made ahead waits for; null: it is no terminal window's. */
  async sessionSoon(contents: WebContents): Promise<SessionId | null> {
    return this.sessionOf(contents) ?? this.#reserve.sessionOf(contents);
  }

  /** The page of a session's window has drawn it. */
  drawn(id: SessionId): void {
    this.#terminals.get(id)?.show?.();
  }

  /** Home as it was when the app went. */
  restoreHome(focus: boolean): BrowserWindow {
    return this.#home ?? this.#makeHome(focus);
  }

  /** A session's window as it was when the app went. That is no person's act: what another has taken meanwhile stays theirs. */
  restoreTerminal(session: Session, focus: boolean): BrowserWindow {
    const open = this.#terminals.get(session.id);
    if (open !== undefined) return open.window;
    const { watches } = this.#parts.states.get(session.id);
    return this.#makeTerminal(session, { intent: watches ? 'watch' : 'resume', focus });
  }

  /** By what name, and as what, the page of a session's window meets it now. */
  meeting(id: SessionId): { client: string; intent: TerminalIntent } {
    const intent = this.#terminals.get(id)?.intent ?? 'take';
    return { client: this.#parts.states.get(id).client, intent };
  }

  /** A session's window holds the terminal: what comes after is a return. */
  holds(id: SessionId): void {
    const open = this.#terminals.get(id);
    if (open === undefined || open.intent === 'resume') return;
    open.intent = 'resume';
    this.#parts.states.set(id, { watches: false });
  }

  /** Windows of sessions that are over stay, but do not come back: nothing is there to come back to. */
  forget(over: readonly SessionId[]): void {
    const { states } = this.#parts;
    for (const id of over) if (states.get(id).open) states.set(id, { open: false });
  }

  /** The session of a terminal window's page, or null for any other page. */
  sessionOf(contents: WebContents): SessionId | null {
    for (const [id, { window }] of this.#terminals) if (window.webContents === contents) return id;
    return null;
  }

  /** Closes a session's window, if it has one. */
  close(id: SessionId): void {
    this.#terminals.get(id)?.window.close();
  }

  /** `listener` is called when a person turns to a session's window. */
  onFocus(listener: () => void): void {
    this.#focused = listener;
  }

  /** A session's window, or null: it has none. */
  windowOf(id: SessionId): BrowserWindow | null {
    return this.#terminals.get(id)?.window ?? null;
  }

  /** Whether a session's window is the one that is looked at. */
  isInFront(id: SessionId): boolean {
    return this.#terminals.get(id)?.window.isFocused() ?? false;
  }

  /** The session's name may have changed. */
  retitle(session: Session): void {
    this.#terminals.get(session.id)?.window.setTitle(titleOf(session));
  }

  /** All windows that are open. */
  all(): BrowserWindow[] {
    const terminals = [...this.#terminals.values()].map(({ window }) => window);
    return [...(this.#home === null ? [] : [this.#home]), ...terminals];
  }

  #makeHome(focus: boolean, show?: ShowHome): BrowserWindow {
    const { states, out } = this.#parts;
    const size = { width: 1100, height: 720, minWidth: 880, minHeight: 560 };
    const frame = { page: 'home' as const, title: 'GamGUI', part: hashOf(show), ...size };
    const window = makeWindow({ ...frame, state: states.get(HOME), focus }, out);
    this.#home = window;
    this.#keep(window, HOME, () => {
      this.#home = null;
    });
    return window;
  }

  #makeTerminal(session: Session, { intent, focus, hold }: Making): BrowserWindow {
    const { states, out } = this.#parts;
    const state = states.get(session.id);
    const title = titleOf(session);
    const window = makeWindow({ ...TERMINAL, title, hold, state, focus }, out);
    return this.#keepTerminal(session, { window, intent });
  }

  /** The window that was made ahead, as the session's; null: there is none, or the session has had its own place. */
  #takeReserve(session: Session): BrowserWindow | null {
    const { id } = session;
    if (this.#parts.states.get(id).bounds !== null) return null;
    const taken = this.#reserve.take();
    if (taken === null) return null;
    const { window, give, show } = taken;
    window.setTitle(titleOf(session));
    this.#keepTerminal(session, { window, intent: 'take', show });
    give(id);
    return window;
  }

  #keepTerminal(session: Session, terminal: Terminal): BrowserWindow {
    const { mayClose } = this.#parts;
    const { id } = session;
    const { window } = terminal;
    this.#terminals.set(id, terminal);
    showTenant(window, session.tenant);
    // The page's own title never changes the window's: it would be the session's word, not the app's.
    window.on('page-title-updated', (event) => event.preventDefault());
    window.on('focus', () => this.#focused());
    window.on('close', (event) => {
      if (!mayClose(id, window)) event.preventDefault();
    });
    this.#keep(window, id, () => this.#terminals.delete(id));
    return window;
  }

  #keep(window: BrowserWindow, name: string, closed: () => void): void {
    const { states, quitting } = this.#parts;
    keepState(window, name, states, () => {
      if (!quitting()) states.set(name, { open: false });
      closed();
      if (this.all().length === 0) this.#reserve.empty();
    });
  }
}

/** What Home is to show, as its address has it (renderer/home/where.ts). */
function hashOf(show: ShowHome | undefined): string | undefined {
  if (show?.setting === undefined) return show?.show;
  return `${show.show}/${encodeURIComponent(show.setting)}`;
}

/** The title of a session's window while nothing is said of its job (tell-jobs.ts). */
export function titleOf(session: Session): string {
  return `${visible(session.tenant.name)} · ${visible(session.name)}`;
}

function bringToFront(window: BrowserWindow): BrowserWindow {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  return window;
}
