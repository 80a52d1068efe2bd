/** What windows ask about the end of sessions. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog, type IpcMainInvokeEvent } from 'electron';
import type { SessionId } from '../../preload/contract';
import { localName } from '../files/local-name';
import { TakenNames } from '../files/taken-names';
import { extend } from '../sessions/extending';
import { whatIsLeft } from '../sessions/left';
import type { SessionManager } from '../sessions/manager';
import { locally } from '../sessions/transfers/local-errors';
import type { Transfers } from '../sessions/transfers/queue/transfers';
import type { Handlers } from './handle';
import { windowOf } from './window-of';

type EndHandlers = Pick<Handlers, 'sessions.extend' | 'sessions.left' | 'terminal.saveText'>;

/** The handlers; `caller` is the session of the terminal window that asks, or throws. */
export function endHandlers(
  sessions: SessionManager,
  transfers: Transfers,
  caller: (event: IpcMainInvokeEvent) => SessionId,
): EndHandlers {
  return {
    'sessions.extend': ({ id, by }) => extend(sessions.connection(id), by),
    'sessions.left': ({ id }) => whatIsLeft(sessions.get(id), transfers),
    'terminal.saveText': async ({ text }, event) => {
      const path = await askPlace(event, sessions.get(caller(event)).spec.name);
      if (path === null) return false;
      await locally(path, () => writePrivate(path, text));
      return true;
    },
  };
}

/** Where a person wants the text; null: nowhere. What it may hold is said in the dialog. */
async function askPlace(event: IpcMainInvokeEvent, session: string): Promise<string | null> {
  const name = localName(Buffer.from(`${session}.txt`), new TakenNames(), process.platform);
  const { filePath } = await dialog.showSaveDialog(windowOf(event), {
    title: 'Save what was printed (it may hold personal data)',
    defaultPath: join(app.getPath('downloads'), name),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return filePath === '' ? null : filePath;
}

/** For its owner alone; where a file is there already, whose replacement was confirmed, too. */
async function writePrivate(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
