/** What is kept of one window; apart from Electron, so that tests can read it. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Rectangle } from './reachable';

/** How one window was. */
export const WindowState = z.object({
  /** Where it is when it does not fill its screen; null: it has had no place yet. */
  bounds: Rectangle.nullable(),
  shape: z.enum(['usual', 'maximised', 'full-screen']),
  open: z.boolean(),
  /** The name of a terminal window's client (PROTOCOL.md, HELLO): by it the session knows the window again. */
  client: z.string().regex(/^[0-9a-f]{32}$/),
  /** A terminal window that looks without typing. */
  watches: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

/** A name for the client of a window that a person opens. */
export function newClient(): string {
  return randomBytes(16).toString('hex');
}

/** A window that has not been before. */
export function newState(): WindowState {
  return { bounds: null, shape: 'usual', open: false, client: newClient(), watches: false };
}
