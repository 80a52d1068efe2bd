/** From the name of a session's file to a name on this computer, which is never a path. */
import { z } from 'zod';
import { LONGEST_NAME, shorten } from './name-length';
import { nameText } from './name-text';
import type { TakenNames } from './taken-names';
import { windowsName } from './windows-name';

/** The name of one file or folder in a folder of this computer. */
export const LocalName = z
  .string()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no file system takes
  .regex(/^(?!\.{0,2}$)[^/\u0000]+$/)
  .refine((name) => Buffer.byteLength(name) <= LONGEST_NAME)
  .brand('LocalName');
export type LocalName = z.infer<typeof LocalName>;

/**
 * A safe name for a session's file, of which it shows as much as it can: no path, not empty, at most 255 bytes with the
 * extension kept, nothing that acts or hides, and none that `taken` has given out or been told of. What only Windows gives a
 * meaning to is replaced only there.
 *
 * A dot at the beginning stays: programs look for `.gamrc` under that very name, and the file was as hidden in the session.
 * No other name gets one, since characters are replaced and never left out.
 * @throws Failure `too-many`
 */
export function localName(
  bytes: Uint8Array,
  taken: TakenNames,
  platform: NodeJS.Platform,
): LocalName {
  const name = one(nameText(bytes));
  const safe = platform === 'win32' ? forWindows(name) : shorten(name, LONGEST_NAME);
  return LocalName.parse(taken.claim(safe));
}

/** Where underscores make it too long, they are put again into a shorter one: cut off, they would be of no use. */
function forWindows(name: string): string {
  const safe = windowsName(shorten(name, LONGEST_NAME));
  if (Buffer.byteLength(safe) <= LONGEST_NAME) return safe;
  return windowsName(shorten(name, LONGEST_NAME - 2));
}

/** The text as one name: no separators, no folder itself or above it, no part file of a transfer (transfers/local-parts.ts). */
function one(text: string): string {
  const name = text.replaceAll('/', '_').replace(/^\.(?=\.?$|gamgui-)/i, '_');
  return name === '' ? '_' : name;
}
