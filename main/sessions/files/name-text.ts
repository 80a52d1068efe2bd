/** Names of files are bytes: how they are shown. */
import { visible } from '../../../preload/visible';

const whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** The longest character, in bytes. */
const LONGEST = 4;

/** A name or path as text: bytes that are no UTF-8 as ‹xFF›, and what cannot be seen or turns directions escaped. */
export function nameText(name: Uint8Array): string {
  const text = decoded(name);
  if (text !== null) return visible(text);
  let shown = '';
  for (let at = 0; at < name.length; ) {
    const character = characterAt(name, at);
    shown += character === null ? escaped(name[at] ?? 0) : visible(character.text);
    at += character?.length ?? 1;
  }
  return shown;
}

function characterAt(name: Uint8Array, at: number): { text: string; length: number } | null {
  for (let length = 1; length <= LONGEST && at + length <= name.length; length++) {
    const text = decoded(name.subarray(at, at + length));
    if (text !== null) return { text, length };
  }
  return null;
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return whole.decode(bytes);
  } catch {
    return null;
  }
}

function escaped(byte: number): string {
  return `‹x${byte.toString(16).toUpperCase().padStart(2, '0')}›`;
}
