/** Bytes that mean something to a spreadsheet at the beginning of a cell. */

/** `"` */
export const QUOTE = 0x22;
/** `-` */
export const MINUS = 0x2d;
const [NUL, TAB, LF, CR, SPACE, COMMA, SEMICOLON] = [0x00, 0x09, 0x0a, 0x0d, 0x20, 0x2c, 0x3b];
/** Of three bytes: the byte order mark and the wide forms of `=`, `+`, `-` and `@`. */
export const THREE = 0xef;

/** `,`, `;` and tab are what spreadsheets split at, whatever a file means by them; lines end cells as well. */
export const SPLITTING: ReadonlySet<number> = new Set([COMMA, SEMICOLON, TAB, LF, CR]);
/** What ends a line. */
export const LINE_ENDS: ReadonlySet<number> = new Set([LF, CR]);
/** `=`, `+` and `@`. */
export const FORMULA: ReadonlySet<number> = new Set([0x3d, 0x2b, 0x40]);
/** In front of a formula a spreadsheet may leave them out; they are for OWASP and ASVS 1.2.10 as bad as it. */
export const CONTROLS: ReadonlySet<number> = new Set([NUL, TAB, LF, CR]);
/** Behind them a cell still begins. */
export const SKIPPED: ReadonlySet<number> = new Set([QUOTE, SPACE, NUL]);

/** The byte order mark of UTF-8, each byte a character. */
export const BOM = '\xef\xbb\xbf';
/** Written the same way: spreadsheets of East Asia are reported to take them for formulas, and nobody misses them. */
export const WIDE: ReadonlySet<string> = new Set(
  ['＝', '＋', '－', '＠'].map((wide) => Buffer.from(wide).toString('latin1')),
);

const NUMBER = /^-(?:[0-9]+(?:[.,][0-9]+)*(?:e[+-]?[0-9]+)?)?$/i;
const IN_NUMBERS: ReadonlySet<number> = new Set(Buffer.from('0123456789.,-+eE'));
/** Longer numbers are none: a spreadsheet keeps 15 digits. */
const LONGEST = 32;

/** Whether a text begins a formula; null if that is not known before more of it is here. */
export type Verdict = boolean | null;

/**
 * Whether what begins with a minus is more than a plain number or a minus alone. `end` tells whether a cell may end at an
 * offset, null if it is not known yet.
 */
export function notANumber(bytes: Buffer, from: number, end: (at: number) => Verdict): Verdict {
  for (let at = from; at < from + LONGEST; at++) {
    const ends = end(at);
    if (ends === null) return null;
    if (ends) return !NUMBER.test(bytes.toString('latin1', from, at));
    if (!IN_NUMBERS.has(bytes.readUInt8(at))) return true;
  }
  return true;
}
