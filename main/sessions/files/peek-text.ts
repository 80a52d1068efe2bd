/** The beginning of a file, read as text where it is some. */
import type { Peek } from '../../../preload/contract';
import { visible } from '../../../preload/visible';

/** The encoding and the text; null: it is no text. `cut`: the file goes on behind the bytes. */
function read(
  bytes: Uint8Array,
  cut: boolean,
): Pick<Extract<Peek, { kind: 'text' }>, 'text' | 'encoding'> | null {
  const utf16 = byteOrder(bytes);
  if (utf16 !== null)
    return { encoding: 'UTF-16', text: new TextDecoder(utf16).decode(bytes, { stream: cut }) };
  // No text has zero bytes, and nearly everything else does.
  if (bytes.includes(0)) return null;
  try {
    // `stream` leaves out a character that is cut at the end.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return { encoding: 'UTF-8', text };
  } catch {
    return { encoding: 'Windows-1252', text: new TextDecoder('windows-1252').decode(bytes) };
  }
}

function byteOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** What is shown of a file of `size` bytes that begins with these. */
export function peekText(bytes: Uint8Array, size: number): Peek {
  const cut = size > bytes.length;
  const found = read(bytes, cut);
  if (found === null) return { kind: 'binary', size };
  const text = found.text.replaceAll('\r\n', '\n').replace(/[^\n\t]+/g, visible);
  return { kind: 'text', text, encoding: found.encoding, cut, size };
}
