/** Lengths of names. */

/** Bytes of UTF-8 that a name may have: Linux counts bytes; macOS and Windows count characters, and take as many. */
export const LONGEST_NAME = 255;

/** `.csv`, `.tar.gz`; none in `.bashrc`. */
const EXTENSION = /(?<=[^.])(?:\.tar)?\.[^.\s]{1,24}$/u;

/** A name before and from its extension, which is empty where there is none. */
export function split(name: string): [stem: string, extension: string] {
  const at = name.search(EXTENSION);
  return at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at)];
}

/** The name with at most `most` bytes: its stem is cut, between characters, and the extension stays. */
export function shorten(name: string, most: number): string {
  const [stem, extension] = split(name);
  return cut(stem, most - Buffer.byteLength(extension)) + extension;
}

/** At most `most` bytes of a text, whole characters. */
export function cut(text: string, most: number): string {
  // A character that is not whole yet is held back.
  return new TextDecoder().decode(Buffer.from(text).subarray(0, most), { stream: true });
}
