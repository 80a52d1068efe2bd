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
export type Start = z.infer<typeof Start>;

/** How this process was started. */
export function thisStart(): Start {
  const { wasOpenedAtLogin } = app.getLoginItemSettings();
  const hidden = app.commandLine.hasSwitch(HIDDEN) || wasOpenedAtLogin === true;
  return { link: linkOfArguments(process.argv), hidden };
}

/** Answers later starts and links, and the link of this one. Call it when what is on record is listed. */
export function followStarts(start: Start, windows: Windows, sessions: SessionManager): void {
  const open = (link: string) => openSession(link, windows, sessions);
  app.on('second-instance', (_event, _args, _folder, told) => {
    const { success, data } = Start.safeParse(told);
    if (!success || (data.link === null && !data.hidden)) windows.home();
    else if (data.link !== null) open(data.link);
  });
  app.on('activate', () => windows.home());
  app.on('open-url', (event, link) => {
    event.preventDefault();
    open(link);
  });
  // Installed apps alone: one that is being worked on must not take the links of the one that is used.
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, ['--']);
  if (start.link !== null) open(start.link);
}

/** Brings a session that is known to the front; nothing is ever started by a link. */
function openSession(link: string, windows: Windows, sessions: SessionManager): void {
  const id = sessionOfLink(link);
  const session = sessions.all().find((one) => one.id === id);
  if (session === undefined)
    console.error('a link was not followed: it names no session of this computer');
  else windows.terminal(session.view());
}
