/** What all files below a folder hold, on any system that has the usual programs of a shell. */

/** A shell's words that tell it of the folder where it is, whatever names are in it. */
export const HASHES = 'find . -type f -print0 | xargs -0r sha256sum -z';

/** Paths, their bytes as Latin-1, and the sha256 of what is there; from what the words above say. */
export function hashesOf(said: Buffer): Map<string, string> {
  const lines = said.toString('latin1').split('\0').filter(Boolean);
  return new Map(lines.map((line) => [line.slice('./'.length + 66), line.slice(0, 64)]));
}
