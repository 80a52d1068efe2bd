/** Links to sessions, `gamgui://session/ID`: anybody may have written one, so all it can do is bring a known session to the front. */
import { z } from 'zod';
import { SessionId } from '../../preload/contract';

/** The scheme that the desktop hands to the app. */
export const LINK_SCHEME = 'gamgui';

/** Longer than any link that means something. */
const MOST = 200;

const SessionLink = z
  .string()
  .max(MOST)
  .regex(/^gamgui:\/\/session\/[a-z0-9]+\/?$/)
  .transform((link) => link.split('/')[3])
  .pipe(SessionId);

/** The session that a link names, or null: it is none. */
export function sessionOfLink(link: string): SessionId | null {
  return SessionLink.safeParse(link).data ?? null;
}

/**
 * The link among a program's arguments, or null. It is the one word behind `--`: nothing that a link holds can be taken for a
 * switch (https://www.electronjs.org/docs/latest/api/app#appsetasdefaultprotocolclientprotocol-path-args).
 */
export function linkOfArguments(args: readonly string[]): string | null {
  const at = args.indexOf('--');
  const [word, ...more] = at < 0 ? [] : args.slice(at + 1);
  return word !== undefined && more.length === 0 ? word : null;
}
