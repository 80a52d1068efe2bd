/** What else is on a session's disk. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** Its name in the working folder. */
export const FILLER = '.filler';

const PIECE = 262_144;

/** Makes it longer by so many bytes. */
export function fill(folder: string, bytes: number): void {
  const piece = Buffer.alloc(PIECE);
  for (let left = bytes; left > 0; left -= PIECE)
    appendFileSync(join(folder, FILLER), piece.subarray(0, Math.min(left, PIECE)));
}
