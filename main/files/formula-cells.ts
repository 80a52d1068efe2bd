/**
 * Finds what a spreadsheet would take for a formula in a CSV (https://owasp.org/www-community/attacks/CSV_Injection). Places
 * are looked for, and nothing is read and written anew as by a CSV library: what is no formula stays byte for byte.
 *
 * A cell begins where the file says so, and also behind any other delimiter that spreadsheets know, in quotes or not: many
 * split at `;` what GAM writes with commas, and a quote in the midst of a cell means nothing to them. To those, a person who
 * is called `x;=1+1` is two cells, the second of them a formula, quoted or not.
 *
 * `=`, `@` and `+` are always taken for formulas. A `+` is the beginning of a phone number in what GAM writes, of which a
 * spreadsheet makes 1.56E+10, so it is better off as text, too. A `-` is not, if it is alone or begins a plain number as in
 * -5 or -1,234.50: numbers are harmless, and people add them up.
 */
import {
  BOM,
  CONTROLS,
  FORMULA,
  LINE_ENDS,
  MINUS,
  notANumber,
  QUOTE,
  SKIPPED,
  SPLITTING,
  THREE,
  type Verdict,
  WIDE,
} from './formula-bytes';

/** What may stand between two cells. */
export type Delimiter = ',' | ';' | '\t' | '|';

/** Offsets of formulas in what was scanned, and how much of it was: the rest must come again with more behind it. */
export interface Scanned {
  readonly formulas: readonly number[];
  readonly length: number;
}

/** One CSV, from its first byte on. */
export class FormulaCells {
  readonly #delimiter: number;
  /** By byte, 1 for those that may end a cell or what is quoted in it: most do not, and are passed over quickly. */
  readonly #ending = new Uint8Array(256);
  /** Where in a cell of the file we are; `closing`: behind a quote that ends it, or is one of two. */
  #inside: 'start' | 'plain' | 'quoted' | 'closing' = 'start';
  /** Whether nothing of the file's cell has come yet but the quote that opens it. */
  #first = true;
  /** Whose cell begins here, if any: the file's, or only that of a spreadsheet that splits elsewhere. */
  #begins: 'here' | 'elsewhere' | null = 'here';
  #fileBegins = true;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter.charCodeAt(0);
    for (const byte of [this.#delimiter, QUOTE, ...SPLITTING]) this.#ending[byte] = 1;
  }

  /** Goes on with `bytes`; `last`: nothing comes behind them. At most 32 bytes are left for the next time. */
  scan(bytes: Buffer, last: boolean): Scanned {
    const formulas: number[] = [];
    for (let at = 0; at < bytes.length; ) {
      if (this.#begins === null && this.#inside !== 'closing') at = this.#nextEnding(bytes, at);
      if (at === bytes.length) break;
      const isFormula = this.#begins === null ? false : this.#isFormula(bytes, at, last);
      if (isFormula === null) return { formulas, length: at };
      if (isFormula) formulas.push(at);
      if (this.#fileBegins && isBom(bytes, at)) at += BOM.length;
      else this.#pass(bytes.readUInt8(at++), isFormula);
      this.#fileBegins = false;
    }
    return { formulas, length: bytes.length };
  }

  #nextEnding(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) if (this.#ending[bytes[at] ?? 0] === 1) return at;
    return bytes.length;
  }

  #isFormula(bytes: Buffer, at: number, last: boolean): Verdict {
    const byte = bytes.readUInt8(at);
    if (FORMULA.has(byte)) return true;
    if (byte === MINUS) return notANumber(bytes, at, (end) => this.#ends(bytes, end, last));
    if (byte === THREE) {
      if (at + 3 > bytes.length && !last) return null;
      return WIDE.has(bytes.toString('latin1', at, at + 3));
    }
    return this.#first && CONTROLS.has(byte) && !this.#splits(byte);
  }

  /** Whether the cell that begins now may end at an offset: one of the file, where the file says so alone. */
  #ends(bytes: Buffer, at: number, last: boolean): Verdict {
    if (at >= bytes.length) return last ? true : null;
    const byte = bytes.readUInt8(at);
    if (this.#inside === 'quoted' && byte === QUOTE) {
      if (at + 1 >= bytes.length) return last ? true : null;
      const next = bytes.readUInt8(at + 1);
      return next === this.#delimiter || LINE_ENDS.has(next);
    }
    return this.#splits(byte) || (this.#begins === 'elsewhere' && this.#splitsElsewhere(byte));
  }

  /** Whether it ends a cell of the file. */
  #splits(byte: number): boolean {
    return this.#inside !== 'quoted' && (byte === this.#delimiter || LINE_ENDS.has(byte));
  }

  #splitsElsewhere(byte: number): boolean {
    return byte !== this.#delimiter && SPLITTING.has(byte);
  }

  #pass(byte: number, isFormula: boolean): void {
    if (this.#splits(byte)) this.#begins = 'here';
    else if (this.#splitsElsewhere(byte)) this.#begins = 'elsewhere';
    else if (isFormula || !SKIPPED.has(byte)) this.#begins = null;
    const opens = this.#inside === 'start' && byte === QUOTE;
    if (this.#splits(byte)) this.#inside = 'start';
    else if (byte !== QUOTE) this.#inside = this.#inside === 'quoted' ? 'quoted' : 'plain';
    else if (this.#inside === 'quoted') this.#inside = 'closing';
    else if (this.#inside !== 'plain') this.#inside = 'quoted';
    this.#first = opens || this.#inside === 'start';
  }
}

function isBom(bytes: Buffer, at: number): boolean {
  return bytes.toString('latin1', at, at + BOM.length) === BOM;
}
