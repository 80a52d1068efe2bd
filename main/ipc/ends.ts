/** What windows ask about the end of sessions. */
import { open } from 'node:fs/promises';
import type { IpcMainInvokeEvent } from 'electron';
import type { SessionId } from '../../preload/contract';
import { extend } from '../sessions/extending';
import { whatIsLeft } from '../sessions/left';
import type { SessionManager } from '../sessions/manager';
import { locally } from '../sessions/transfers/local-errors';
import type { Transfers } from '../sessions/transfers/queue/transfers';
import type { Handlers } from './handle';
import { askSavePlace, nameFor, PRINTED_TITLE } from './save-place';

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
      const name = nameFor(sessions.get(caller(event)).spec.name, 'txt');
      const path = await askSavePlace(event, name, PRINTED_TITLE);
      if (path === null) return false;
      await locally(path, () => writePrivate(path, text));
      return true;
    },
  };
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
