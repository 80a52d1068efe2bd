/** How the app was started, here or a second time: by a link, at log-in, or by a person who wants to see it. */
import { app } from 'electron';
import { z } from 'zod';
import type { SessionManager } from '../sessions/manager';
import { LINK_SCHEME, linkOfArguments, sessionOfLink } from './session-link';
import type { Windows } from './windows';

/** The switch of a start at log-in. */
export const HIDDEN = 'hidden';

/** A start, as a second app tells the first of it. */
const Start = z.object({ link: z.string().nullable(), hidden: z.boolean() });
type Start = z.infer<typeof Start>;

/** This start and the later ones. Made before the app is ready: macOS hands a link over as early as that. */
export class Starts {
  /** How this process was started. */
  readonly first: Start;
  readonly #early: string[] = [];
  #open: ((link: string) => void) | null = null;

  constructor() {
    const { wasOpenedAtLogin } = app.getLoginItemSettings();
    const hidden = app.commandLine.hasSwitch(HIDDEN) || wasOpenedAtLogin === true;
    this.first = { link: linkOfArguments(process.argv), hidden };
    app.on('open-url', (event, link) => {
      event.preventDefault();
      if (this.#open === null) this.#early.push(link);
      else this.#open(link);
    });
  }

  /** Answers later starts, and every link from the first on. Call it when what is on record is listed. */
  follow(windows: Windows, sessions: SessionManager): void {
    const open = (link: string) => openSession(link, windows, sessions);
    this.#open = open;
    app.on('second-instance', (_event, _args, _folder, told) => {
      const { link, hidden } = Start.safeParse(told).data ?? { link: null, hidden: false };
      if (link !== null) open(link);
      else if (!hidden) windows.home();
    });
    app.on('activate', () => windows.home());
    // Elsewhere the installed app's own description says it. One that is being worked on leaves links to the one that is used.
    if (app.isPackaged && process.platform === 'win32')
      app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, ['--']);
    for (const link of [this.first.link ?? [], this.#early].flat()) open(link);
  }
}

/** Brings a session that is known to the front; nothing is ever started by a link. */
function openSession(link: string, windows: Windows, sessions: SessionManager): void {
  const id = sessionOfLink(link);
  const session = sessions.all().find((one) => one.id === id);
  if (session === undefined)
    console.error('a link was not followed: it names no session that is known');
  else windows.terminal(session.view());
}
