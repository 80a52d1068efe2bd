/** Paths and names in a session, which are bytes. */
import type { RemotePath } from '../files-client';

const SLASH = Buffer.from('/');
const DOT = 0x2e;
const LONGEST = 255;

/** The path of `name` in `folder`; the empty path is the working folder. */
export function below(folder: RemotePath, name: Uint8Array): RemotePath {
  return folder.length === 0 ? name : Buffer.concat([folder, SLASH, name]);
}

/** The folder and the name in it that a path is made of. */
export function split(path: RemotePath): { folder: RemotePath; name: Uint8Array } {
  const at = Buffer.from(path).lastIndexOf(SLASH);
  return { folder: path.subarray(0, Math.max(0, at)), name: path.subarray(at + 1) };
}

/** The name with a number before its extension, and not longer than a name may be: `a (2).csv`. */
export function numbered(name: Uint8Array, number: number): Uint8Array {
  const dot = Buffer.from(name).lastIndexOf(DOT);
  const at = dot > 0 && name.length - dot <= 20 ? dot : name.length;
  const tail = Buffer.concat([Buffer.from(` (${number})`), name.subarray(at)]);
  return Buffer.concat([cut(name.subarray(0, at), LONGEST - tail.length), tail]);
}

/** At most so many bytes, and no half of a character of UTF-8. */
function cut(name: Uint8Array, most: number): Uint8Array {
  let end = Math.min(name.length, most);
  const isInside = (at: number) => at < name.length && ((name[at] ?? 0) & 0xc0) === 0x80;
  while (end > 0 && isInside(end)) end -= 1;
  return name.subarray(0, end);
}
