/** What a terminal window asks of its session's files. */
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { SessionId } from '../../preload/contract';
import { FilesView } from '../sessions/files/files-view';
import type { Parts } from '../sessions/link/connect';
import type { Handlers } from './handle';

type FileHandlers = Pick<Handlers, Extract<keyof Handlers, `files.${string}`>>;

/** The handlers of the files' channels; `caller` is the session of the terminal window that asks, or throws. */
export function fileHandlers(
  connection: (id: SessionId) => Parts,
  caller: (event: IpcMainInvokeEvent) => SessionId,
): FileHandlers {
  const views = new Map<WebContents, FilesView>();
  const known = new WeakSet<WebContents>();
  const close = async (page: WebContents) => {
    const view = views.get(page);
    views.delete(page);
    await view?.close();
  };
  /** The view of the window that asks; it is closed with the window. */
  const of = (event: IpcMainInvokeEvent) => {
    const id = caller(event);
    const page = event.sender;
    const open = views.get(page);
    if (open !== undefined) return open;
    const view = new FilesView(connection(id));
    views.set(page, view);
    if (!known.has(page)) page.once('destroyed', () => void close(page));
    known.add(page);
    return view;
  };
  return {
    'files.list': ({ path, after }, event) => of(event).list(path, after),
    'files.changes': ({ path }, event) => of(event).changes(path),
    'files.newFolder': ({ path }, event) => of(event).newFolder(path),
    'files.rename': ({ path, name }, event) => of(event).rename(path, name),
    'files.remove': ({ path }, event) => of(event).remove(path),
    'files.search': ({ path, text }, event) => of(event).search(path, text),
    'files.peek': ({ path }, event) => of(event).peek(path),
    'files.table': (wanted, event) => of(event).table(wanted),
    'files.leaveTable': (_input, event) => views.get(event.sender)?.leaveTable(),
    'files.close': (_input, event) => close(event.sender),
  };
}
