/** What a terminal window asks of its session's transfers. */
import { join } from 'node:path';
import { app, dialog, type IpcMainInvokeEvent, shell } from 'electron';
import type { SessionId, TransferId } from '../../preload/contract';
import { Failure } from '../failure';
import { localName } from '../files/local-name';
import { leavingWords } from '../files/sensitive';
import { TakenNames } from '../files/taken-names';
import { split } from '../sessions/transfers/moves/names';
import type { Transfers } from '../sessions/transfers/queue/transfers';
import type { Handlers } from './handle';
import { askSavePlace } from './save-place';
import { windowOf } from './window-of';

/** All but sending, before which CSV files are looked at (preflight.ts). */
type TransferHandlers = Omit<
  Pick<Handlers, Extract<keyof Handlers, `transfers.${string}`>>,
  'transfers.send'
>;

/** The handlers of the transfers' channels; `caller` is the session of the terminal window that asks, or throws. */
export function transferHandlers(
  transfers: Transfers,
  caller: (event: IpcMainInvokeEvent) => SessionId,
): TransferHandlers {
  /** Does it with a transfer of the window's own session; any other is not there for it. */
  const own = <T>(event: IpcMainInvokeEvent, id: TransferId, act: () => T): T | undefined =>
    transfers.sessionOf(id) === caller(event) ? act() : undefined;
  return {
    'transfers.list': (_input, event) => transfers.list(caller(event)),
    'transfers.fetch': async ({ paths, to, single, forSpreadsheet }, event) => {
      const id = caller(event);
      const remote = paths.map((path) => Buffer.from(path, 'base64'));
      const names = namesOf(remote);
      const [name] = names;
      if (name === undefined) return { leaving: null };
      const place = await placeFor(event, to, single && names.length === 1 ? name : null);
      if (place === null) return { leaving: null };
      transfers.fetch(id, remote, place.folder, { ...place, forSpreadsheet });
      return { leaving: leavingWords(names) };
    },
    'transfers.answer': ({ id, answer, forAll }, event) =>
      own(event, id, () => transfers.answer(id, answer, forAll)),
    'transfers.cancel': ({ id }, event) => own(event, id, () => transfers.cancel(id)),
    'transfers.retry': ({ id }, event) => own(event, id, () => transfers.retry(id)),
    'transfers.forget': ({ id }, event) => transfers.forget(caller(event), id),
    'transfers.show': ({ id }, event) => {
      const place = transfers.placeOf(caller(event), id);
      if (place === null) throw new Failure('not-found', 'It is not on this computer.');
      shell.showItemInFolder(place);
    },
  };
}

/** As they are saved, in one folder. */
function namesOf(paths: readonly Buffer<ArrayBuffer>[]): string[] {
  const taken = new TakenNames();
  return paths.map((path) => localName(split(path).name, taken, process.platform));
}

/** Where a person wants it; null: nowhere. `name` is that of the one file there is, if it may get another one. */
async function placeFor(
  event: IpcMainInvokeEvent,
  to: 'downloads' | 'ask',
  name: string | null,
): Promise<{ folder: string; target?: string } | null> {
  const downloads = app.getPath('downloads');
  if (to === 'downloads') return { folder: downloads };
  const window = windowOf(event);
  if (name === null) {
    const { filePaths } = await dialog.showOpenDialog(window, {
      defaultPath: downloads,
      buttonLabel: 'Save here',
      properties: ['openDirectory', 'createDirectory'],
    });
    const [folder] = filePaths;
    return folder === undefined ? null : { folder };
  }
  const target = await askSavePlace(event, name);
  return target === null ? null : { folder: join(target, '..'), target };
}
