/** What a terminal window asks of the output that its session keeps. */
import { basename, join } from 'node:path';
import { app, dialog, type IpcMainInvokeEvent, shell, type WebContents } from 'electron';
import type {
  Exported,
  ExportFormat,
  Push,
  Pushed,
  Session,
  SessionId,
} from '../../preload/contract';
import { visible } from '../../preload/visible';
import { Failure } from '../failure';
import { localName } from '../files/local-name';
import { TakenNames } from '../files/taken-names';
import { exportJournal } from '../sessions/journal/export/export';
import { JournalClient } from '../sessions/journal/journal-client';
import type { Parts } from '../sessions/link/connect';
import type { Handlers } from './handle';
import { windowOf } from './window-of';

type JournalHandlers = Pick<Handlers, Extract<keyof Handlers, `journal.${string}`>>;

/** What one window has under way. */
interface WindowJournal {
  /** Looks and searches; connected when first used. */
  readonly client: JournalClient;
  export: AbortController | null;
  /** The file that was written last. */
  written: string | null;
}

const ENDING: Record<ExportFormat, string> = { text: 'txt', asciicast: 'cast' };
/** Between two tellings of how far an export is. ms */
const TELL_MS = 250;

/** The handlers of the journal's channels; `caller` is the session of the terminal window that asks, or throws. */
export function journalHandlers(
  connection: (id: SessionId) => Parts,
  session: (id: SessionId) => Session,
  caller: (event: IpcMainInvokeEvent) => SessionId,
): JournalHandlers {
  const windows = new Map<WebContents, WindowJournal>();
  const known = new WeakSet<WebContents>();
  const close = async (page: WebContents) => {
    const open = windows.get(page);
    windows.delete(page);
    open?.export?.abort();
    await open?.client.close();
  };
  /** What the window that asks has; it ends with the window. */
  const of = (event: IpcMainInvokeEvent): WindowJournal => {
    const id = caller(event);
    const page = event.sender;
    const open = windows.get(page);
    if (open !== undefined) return open;
    const fresh = { client: new JournalClient(connection(id)), export: null, written: null };
    windows.set(page, fresh);
    if (!known.has(page)) page.once('destroyed', () => void close(page));
    known.add(page);
    return fresh;
  };
  return {
    'journal.about': ({ offset }, event) => of(event).client.about(offset),
    'journal.search': ({ before, ...query }, event) => of(event).client.search(query, before),
    'journal.close': async (_input, event) => {
      const open = windows.get(event.sender);
      if (open === undefined || open.export !== null) return;
      await open.client.close();
      windows.set(event.sender, { ...open, client: new JournalClient(connection(caller(event))) });
    },
    'journal.export': ({ format }, event) =>
      exportFor(event, of(event), session(caller(event)), format),
    'journal.cancelExport': (_input, event) => windows.get(event.sender)?.export?.abort(),
    'journal.show': (_input, event) => {
      const written = windows.get(event.sender)?.written;
      if (!written) throw new Failure('not-found', 'It is not on this computer.');
      shell.showItemInFolder(written);
    },
  };
}

/** Asks where to, and writes it; null: nowhere, or it was cancelled. */
async function exportFor(
  event: IpcMainInvokeEvent,
  open: WindowJournal,
  session: Session,
  format: ExportFormat,
): Promise<Exported | null> {
  if (open.export !== null) throw new Failure('busy', 'An export of this session is under way.');
  const abort = new AbortController();
  open.export = abort;
  try {
    const target = await placeFor(event, session, format);
    if (target === null) return null;
    const title = `${visible(session.name)} on ${session.tenant.name}`;
    const progress = tellExport(event.sender);
    const { signal } = abort;
    // The dialog has asked before it gives a name that is taken.
    const what = { format, target, replace: true, title, progress, signal };
    const { start, end } = await exportJournal(open.client, what);
    open.written = target;
    return { name: visible(basename(target)), bytes: end - start, missing: start };
  } catch (why) {
    if (abort.signal.aborted) return null;
    throw why;
  } finally {
    open.export = null;
  }
}

async function placeFor(
  event: IpcMainInvokeEvent,
  session: Session,
  format: ExportFormat,
): Promise<string | null> {
  const name = Buffer.from(`${session.name}.${ENDING[format]}`, 'utf8');
  const { filePath } = await dialog.showSaveDialog(windowOf(event), {
    defaultPath: join(
      app.getPath('downloads'),
      localName(name, new TakenNames(), process.platform),
    ),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return filePath === '' ? null : filePath;
}

function tellExport(page: WebContents): (done: number, total: number) => void {
  let last = 0;
  const tell = <P extends Push>(push: P, value: Pushed<P>) => {
    if (!page.isDestroyed()) page.send(push, value);
  };
  return (done, total) => {
    const now = Date.now();
    if (now - last < TELL_MS && done > 0 && done < total) return;
    last = now;
    tell('journal.exporting', { done, total });
  };
}
