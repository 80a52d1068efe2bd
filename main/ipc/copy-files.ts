/** Files on the clipboard, for a file manager to paste. */
import { pathToFileURL } from 'node:url';
import * as electron from 'electron';
import { Failure } from '../failure';

/** The clipboard of Electron 33 takes bytes of any kind; that of 45 takes them as items under a name of their own. */
interface OldClipboard {
  writeBuffer(format: string, bytes: Buffer): void;
}

/**
 * On Linux desktops read a list of addresses (https://www.iana.org/assignments/media-types/text/uri-list); on macOS one address
 * goes, and Windows has no such kind.
 * @throws Failure `no-clipboard`
 */
export async function copyFiles(
  paths: readonly string[],
  platform: NodeJS.Platform,
): Promise<void> {
  const urls = paths.map((path) => pathToFileURL(path).href);
  if (platform === 'linux') await write('text/uri-list', urls.map((one) => `${one}\r\n`).join(''));
  else if (platform === 'darwin' && urls.length === 1) await write('public.file-url', urls.join());
  else
    throw new Failure(
      'no-clipboard',
      'Nothing was copied: here the clipboard takes no files from GamGUI.',
      'Drag them out, or use Save as.',
    );
}

async function write(format: string, text: string): Promise<void> {
  const { clipboard } = electron;
  if (isOld(clipboard)) return clipboard.writeBuffer(format, Buffer.from(text));
  const name = `electron application/osclipboard;format="${format}"`;
  await clipboard.write([new electron.ClipboardItem({ [name]: new Blob([text]) })]);
}

function isOld(clipboard: object): clipboard is OldClipboard {
  return 'writeBuffer' in clipboard;
}
