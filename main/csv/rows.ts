/** The rows of a file, as GAM reads them where its quotation marks are right. */
import { pipeline } from 'node:stream/promises';
import { CsvError, type Options, parse } from 'csv-parse';
import type { CsvForm } from '../../preload/csv';
import type { LocalSource } from '../sessions/transfers/local-source';
import { asUtf8, type Course, pieces } from './pieces';

/** Bytes of a row; nothing that a person made is longer, and a quotation mark that is never closed would be. */
export const MOST_ROW = 1_048_576;

/** How csv-parse reads what Python's csv reads: empty lines are none, quotation marks inside a cell are kept. */
export const READING = {
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  max_record_size: MOST_ROW,
} satisfies Options;

/** Why the rows end before the file does. */
export class Unreadable extends Error {
  readonly why: 'quote-not-closed' | 'row-too-long';

  constructor(why: Unreadable['why']) {
    super(why);
    this.why = why;
  }
}

/**
 * Passes on each row, the first one included. Memory is that of a row, whatever is in the file.
 * @throws Unreadable; Failure; the signal's reason
 */
export async function eachRow(
  source: LocalSource,
  { encoding, delimiter, start }: Pick<CsvForm, 'encoding' | 'delimiter' | 'start'>,
  course: Course,
  each: (row: readonly string[]) => Promise<void> | undefined,
): Promise<void> {
  const text = withBreaks(asUtf8(pieces(source, start, course), encoding));
  try {
    await pipeline(text, parse({ ...READING, delimiter }), async (rows) => {
      // Awaiting nothing for each row costs a tenth of the time.
      for await (const row of rows) {
        const work = each(row);
        if (work !== undefined) await work;
      }
    });
  } catch (error) {
    throw error instanceof CsvError ? reason(error) : error;
  }
}

function reason({ code }: CsvError): Error {
  return new Unreadable(code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-not-closed' : 'row-too-long');
}

/** `max_record_size` counts what is in cells: a line of commas alone would grow for ever. */
async function* withBreaks(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let line = 0;
  for await (const piece of text) {
    const last = Math.max(piece.lastIndexOf(0x0a), piece.lastIndexOf(0x0d));
    line = last < 0 ? line + piece.length : piece.length - last;
    if (line > MOST_ROW) throw new Unreadable('row-too-long');
    yield piece;
  }
}
