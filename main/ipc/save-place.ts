/** Asks a person where something of a session is to be saved. */
import { join } from 'node:path';
import { app, dialog, type IpcMainInvokeEvent } from 'electron';
import { localName } from '../files/local-name';
import { TakenNames } from '../files/taken-names';
import { windowOf } from './window-of';

/** What is known of what a session printed, whoever saves it. */
export const PRINTED_TITLE = 'Save what was printed (it may hold personal data)';

/** A name made of a session's, which a person or another computer gave: safe on this one. */
export function nameFor(session: string, ending: string): string {
  return localName(Buffer.from(`${session}.${ending}`), new TakenNames(), process.platform);
}

/** The path, or null: nowhere. `name` is offered in the folder for downloads; a name that is taken was asked about. */
export async function askSavePlace(
  event: IpcMainInvokeEvent,
  name: string,
  title?: string,
): Promise<string | null> {
  const { filePath } = await dialog.showSaveDialog(windowOf(event), {
    ...(title === undefined ? {} : { title }),
    defaultPath: join(app.getPath('downloads'), name),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return filePath === '' ? null : filePath;
}
