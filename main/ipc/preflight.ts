/** What a terminal window asks when it sends files: CSV files are looked at first. */
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { CsvQuestion, Session, SessionId } from '../../preload/contract';
import type { Preflight } from '../csv/preflight';
import { shownFolder } from '../sessions/transfers/queue/ways';
import type { Handlers } from './handle';

type PreflightHandlers = Pick<
  Handlers,
  'transfers.send' | Extract<keyof Handlers, `csv.${string}`>
>;

/** The handlers of what is sent; `caller` is the session of the terminal window that asks, or throws. */
export function preflightHandlers(
  preflight: Preflight,
  sessionOf: (id: SessionId) => Pick<Session, 'tenant'>,
  caller: (event: IpcMainInvokeEvent) => SessionId,
): PreflightHandlers {
  const known = new WeakSet<WebContents>();
  return {
    'transfers.send': ({ paths, to }, event) => {
      const [session, page] = [caller(event), event.sender];
      if (!known.has(page)) page.once('destroyed', () => preflight.leave(session));
      known.add(page);
      const tell = (question: CsvQuestion) => {
        if (!page.isDestroyed()) page.send('csv.changed', question);
      };
      const folder = Buffer.from(to, 'base64');
      const domains = [sessionOf(session).tenant.domain];
      const toText = shownFolder(folder);
      return preflight.send({ session, paths, to: folder, toText, domains, tell });
    },
    'csv.look': ({ id, file, encoding }, event) =>
      preflight.look(caller(event), id, file, encoding),
    'csv.send': ({ id, copies }, event) => preflight.answer(caller(event), id, copies),
    'csv.drop': ({ id }, event) => preflight.drop(caller(event), id),
  };
}
