/** A session's file name as text: names are bytes there, and of any content. */
import { isUtf8 } from 'node:buffer';
import { visible } from '../../preload/visible';

/** No file system has longer names, in bytes: what a session says beyond that is not read. */
const LONGEST = 1_024;

/**
 * The name as it is shown, and as it is saved: nothing in it acts or hides. A byte that is not UTF-8 becomes ‹E9›, any
 * other character that cannot be seen ‹U+202E› or its picture ␊. Two names may have the same text.
 */
export function nameText(bytes: Uint8Array): string {
  const name = Buffer.from(bytes.subarray(0, LONGEST));
  return visible(isUtf8(name) ? name.toString('utf8') : withEscapes(name));
}

function withEscapes(name: Buffer): string {
  let text = '';
  for (let at = 0; at < name.length; ) {
    const character = name.subarray(at, at + width(name.readUInt8(at)));
    if (isUtf8(character)) {
      text += character.toString('utf8');
      at += character.length;
    } else {
      text += `‹${name
        .subarray(at, at + 1)
        .toString('hex')
        .toUpperCase()}›`;
      at += 1;
    }
  }
  return text;
}

/** Bytes of a UTF-8 character by its first one. */
function width(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}
