/** What a terminal window asks of the output that its session keeps. */
import { basename } from 'node:path';
import { type IpcMainInvokeEvent, shell, type WebContents } from 'electron';
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
import type { Parts } from '../sessions/link/connect';
import type { Handlers } from './handle';
import { askSavePlace, nameFor, PRINTED_TITLE } from './save-place';
import { WindowJournal } from './window-journal';

type JournalHandlers = Pick<Handlers, Extract<keyof Handlers, `journal.${string}`>>;

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
  /** What the window that asks has; it ends with the window. */
  const of = (event: IpcMainInvokeEvent): WindowJournal => {
    const id = caller(event);
    const page = event.sender;
    const open = windows.get(page) ?? new WindowJournal(connection(id));
    if (!windows.has(page))
      page.once('destroyed', () => {
        windows.delete(page);
        open.close();
      });
    windows.set(page, open);
    return open;
  };
  return {
    'journal.about': ({ offset }, event) => of(event).use((client) => client.about(offset)),
    'journal.search': ({ before, ...query }, event) =>
      of(event).use((client) => client.search(query, before)),
    'journal.lines': ({ offset }, event) => of(event).use((client) => client.around(offset)),
    'journal.export': ({ format }, event) =>
      exportFor(event, of(event), session(caller(event)), format),
    'journal.cancelExport': (_input, event) => of(event).cancelExport(),
    'journal.show': (_input, event) => {
      const { written } = of(event);
      if (written === null) throw new Failure('not-found', 'It is not on this computer.');
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
  const target = await askSavePlace(event, nameFor(session.name, ENDING[format]), PRINTED_TITLE);
  if (target === null) return null;
  const title = `${visible(session.name)} on ${session.tenant.name}`;
  const progress = tellExport(event.sender);
  // The dialog has asked before it gives a name that is taken.
  const range = await open.export({ format, target, replace: true, title, progress });
  if (range === null) return null;
  const { start, end } = range;
  return { name: visible(basename(target)), bytes: end - start, missing: start };
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
