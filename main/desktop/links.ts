/** Links in a session's output are that session's word: they are opened only when a person has seen where they lead. */
import { type BrowserWindow, dialog, shell } from 'electron';
import { visible } from '../../preload/visible';
import { Failure } from '../failure';

/** Asks, then opens an http or https address in the browser; whether it did. @throws Failure `bad-link` for any other */
export async function openLink(window: BrowserWindow, address: string): Promise<boolean> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new Failure('bad-link', 'The link was not opened: only http and https links can be.');
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Open a page of ${url.host} in the browser?`,
    detail: visible(url.href),
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  if (response === 0) await shell.openExternal(url.href);
  return response === 0;
}
