/** A terminal window's consent in the browser: received on this computer, and carried to its session. */
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { consentOf, type Session, type SessionId } from '../../preload/contract';
import { openLink } from '../desktop/links';
import { Failure } from '../failure';
import { carryRedirect } from '../sessions/consent/redirect';
import { type Waiting, waitForConsent } from '../sessions/consent/waiting';
import type { Parts } from '../sessions/link/connect';
import type { Handlers } from './handle';
import { windowOf } from './window-of';

type ConsentHandlers = Pick<Handlers, Extract<keyof Handlers, `consent.${string}`>>;

/** The handlers; `caller` is the session of the terminal window that asks, or throws. */
export function consentHandlers(
  connection: (id: SessionId) => Parts,
  session: (id: SessionId) => Session,
  caller: (event: IpcMainInvokeEvent) => SessionId,
): ConsentHandlers {
  const waiting = new Map<WebContents, Waiting>();
  const stop = (page: WebContents) => {
    waiting.get(page)?.close();
    waiting.delete(page);
  };
  return {
    'consent.open': async ({ url }, event) => {
      const id = caller(event);
      const page = event.sender;
      stop(page);
      const consent = consentOf(url);
      if (consent === null) throw new Failure('bad-link', 'This is no address of a consent.');
      // GAM on this computer listens at the port itself.
      if (session(id).backend !== 'local') {
        const carry = (target: string) => carryRedirect(connection(id), consent.port, target);
        waiting.set(page, await waitForConsent(consent, carry));
        page.once('destroyed', () => stop(page));
      }
      const isOpen = await openLink(windowOf(event), consent.url);
      if (!isOpen) stop(page);
      return isOpen;
    },
    'consent.stop': (_input, event) => stop(event.sender),
  };
}
