/** Tables of any kind, and a writer of them that is not the app's. */
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { CsvDelimiter, type CsvEncoding } from '../../../preload/csv';

/** How a table is written. */
export interface Written {
  readonly encoding: CsvEncoding;
  readonly bom: boolean;
  readonly delimiter: CsvDelimiter;
  readonly lineEnd: '\n' | '\r\n' | '\r';
  readonly preamble: string;
}

const LATIN = 'abcXYZ019 "\',;|\t.-=@éüßñÀÿ';
const ALL = `${LATIN}\u201c漢字🙂Ł\u00a0`;

/** A cell's text of the letters that an encoding has. */
const cell = (letters: string) =>
  fc.string({ unit: fc.constantFrom(...letters, '\n', 'a', 'b'), maxLength: 12 });
const header = fc.stringMatching(/^[a-zA-Z]{1,12}$/);

/** Headers and rows, all of one width; no row is a blank cell alone, which cannot be told from an empty line. */
function tableOf(letters: string): fc.Arbitrary<string[][]> {
  return fc.integer({ min: 1, max: 6 }).chain((width) => {
    const row = fc
      .array(cell(letters), { minLength: width, maxLength: width })
      .filter((cells) => cells.length > 1 || cells[0] !== '');
    const headers = fc.uniqueArray(header, { minLength: width, maxLength: width });
    return fc.tuple(headers, fc.array(row, { maxLength: 8 })).map(([top, rows]) => [top, ...rows]);
  });
}

const written = (encoding: CsvEncoding, bom: boolean): fc.Arbitrary<Written> =>
  fc.record({
    encoding: fc.constant(encoding),
    bom: fc.constant(bom),
    delimiter: fc.constantFrom(...CsvDelimiter.options),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    preamble: fc.constantFrom('', '', '\r\n', ' \n\n', 'sep'),
  });

/** Tables and ways to write them, where the bytes tell the encoding. */
export const anyFile: fc.Arbitrary<{ table: string[][]; as: Written }> = fc
  .constantFrom(
    ['utf-8', false, ALL] as const,
    ['utf-8', true, ALL] as const,
    ['utf-16le', true, ALL] as const,
    ['utf-16be', true, ALL] as const,
    ['utf-16le', false, LATIN] as const,
    ['utf-16be', false, LATIN] as const,
    ['iso-8859-1', false, LATIN] as const,
    ['windows-1252', false, `${LATIN}€“”’`] as const,
  )
  .chain(([encoding, bom, letters]) =>
    fc.record({ table: tableOf(letters), as: written(encoding, bom) }),
  );

/** The bytes of a file; line breaks in cells are the file's own. */
export function write(table: readonly (readonly string[])[], as: Written): Buffer {
  const quoted = (text: string) =>
    /["\r\n\t;,|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = table.map((row) => `${row.map(quoted).join(as.delimiter)}\n`);
  const first = as.preamble === 'sep' ? `sep=${as.delimiter}\n` : as.preamble;
  const text = `${as.bom ? '\ufeff' : ''}${first}${lines.join('')}`;
  return iconv.encode(text.replaceAll(/\r?\n/g, as.lineEnd), as.encoding, { addBOM: false });
}
