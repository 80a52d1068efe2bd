/** Files on the clipboard, for a file manager to paste. */
import { pathToFileURL } from 'node:url';
import * as electron from 'electron';
import { Failure } from '../failure';

/** The clipboard of Electron 33 takes bytes of any kind; that of 45 takes them as items under a name of their own. */
interface OldClipboard {
  writeBuffer(format: string, bytes: Buffer): void;
  availableFormats(): string[];
}

/** A list of addresses (https://www.iana.org/assignments/media-types/text/uri-list). */
const LIST = 'text/uri-list';

/**
 * On Linux desktops read a list; on macOS one address
 * goes, and Windows has no such kind.
 * @throws Failure `no-clipboard`
 */
export async function copyFiles(
  paths: readonly string[],
  platform: NodeJS.Platform,
): Promise<void> {
  const urls = paths.map((path) => pathToFileURL(path).href);
  if (platform === 'linux') await write(LIST, urls.map((one) => `${one}\r\n`).join(''));
  else if (platform === 'darwin' && urls.length === 1) await write('public.file-url', urls.join());
  else
    throw new Failure(
      'no-clipboard',
      'Nothing was copied: here the clipboard takes no files from GamGUI.',
      'Drag them out, or use Save as.',
    );
}

/** Whether there are files on the clipboard. */
export async function hasFiles(): Promise<boolean> {
  const { clipboard } = electron;
  if (isOld(clipboard)) return clipboard.availableFormats().includes(LIST);
  return clipboard.has(LIST);
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
