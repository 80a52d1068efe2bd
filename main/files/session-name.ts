/** From a name on this computer to the name of a session's file. */
import { isUtf8 } from 'node:buffer';
import { Failure } from '../failure';
import { LONGEST_NAME } from './name-length';
import { nameText } from './name-text';

/** The agent keeps these for files that are on their way in (agent/gamgui_agent/files/put.py). */
const PART = /^\.gamgui-.*\.part$/s;

/**
 * The bytes of the name in a session. `name` is one name, no path: text, or bytes where it may not be UTF-8, which go as they
 * are. macOS may hand out é as two characters, which nobody who types the name in the session would meet; there it is made
 * one, as git does (https://git-scm.com/docs/git-config, core.precomposeUnicode).
 * @throws Failure `bad-name`
 */
export function sessionName(name: string | Uint8Array, platform: NodeJS.Platform): Uint8Array {
  const bytes = composed(toBytes(name), platform);
  const why = whyNot(bytes);
  if (why !== null) throw refusal(nameText(bytes), why);
  return bytes;
}

function toBytes(name: string | Uint8Array): Buffer {
  if (typeof name !== 'string') return Buffer.from(name);
  // Windows has names with half a character, which no UTF-8 can hold.
  if (!name.isWellFormed())
    throw refusal(nameText(Buffer.from(name)), 'a character of its name is broken');
  return Buffer.from(name, 'utf8');
}

function composed(bytes: Buffer, platform: NodeJS.Platform): Buffer {
  if (platform !== 'darwin' || !isUtf8(bytes)) return bytes;
  return Buffer.from(bytes.toString('utf8').normalize('NFC'), 'utf8');
}

function whyNot(bytes: Buffer): string | null {
  if (bytes.length === 0) return 'it has no name';
  if (bytes.length > LONGEST_NAME)
    return `its name has ${bytes.length} bytes, and a session takes ${LONGEST_NAME}`;
  const text = bytes.toString('latin1');
  if (text === '.' || text === '..' || /[/\0]/.test(text)) return 'that is no name of a file';
  if (PART.test(text)) return 'names like this one are kept for files on their way';
  return null;
}

function refusal(text: string, why: string): Failure {
  return new Failure('bad-name', `“${text}” cannot be sent: ${why}.`, 'Rename it and try again.');
}
