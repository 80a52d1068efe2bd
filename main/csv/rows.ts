/** The rows of a file, as GAM reads them where its quotation marks are right. */
import Papa from 'papaparse';
import type { CsvDelimiter, CsvForm } from '../../preload/contract';
import type { LocalSource } from '../sessions/transfers/local-source';
import { type Course, pieces, textOf } from './pieces';

/** Characters of a row: nothing that a person made is longer. A quotation mark that is never closed would be. */
const MOST_ROW = 1_048_576;

/** Why the rows end before the file does. */
export class Unreadable extends Error {
  readonly why: 'quote' | 'row-too-long';

  constructor(why: Unreadable['why']) {
    super(why);
    this.why = why;
  }
}

/**
 * Passes the rows on, some at a time, the first one with the first of them. Memory is that of a row, whatever is in the
 * file. Empty lines are no rows, as for GAM; one that is a quoted blank cell and nothing else is taken for empty too.
 * @throws Unreadable; Failure; the signal's reason
 */
export async function* rowsOf(
  source: LocalSource,
  { encoding, delimiter, start }: CsvForm,
  course: Course,
): AsyncGenerator<string[][]> {
  let rest = '';
  for await (const text of textOf(pieces(source, start, course), encoding)) {
    const { rows, end, isBad } = cutRows(rest + text, delimiter, true);
    yield rows;
    if (isBad) throw new Unreadable('quote');
    rest = (rest + text).slice(end);
    if (rest.length > MOST_ROW) throw new Unreadable('row-too-long');
  }
  const { rows, isBad } = cutRows(rest, delimiter, false);
  yield rows;
  if (isBad) throw new Unreadable('quote');
}

/** Rows of a text, and the offset where they end; `isBad`: the next row has a quotation mark where none can be. */
export interface Cut {
  readonly rows: string[][];
  readonly end: number;
  readonly isBad: boolean;
}

/**
 * Cuts a text whose lines end with LF; if there is `more` to come, its last row is left.
 * Papa Parse's own streams cannot wait for what becomes of a row, so its parser is used below them.
 */
export function cutRows(text: string, delimiter: CsvDelimiter, more: boolean): Cut {
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  const { data, errors, meta }: Papa.ParseResult<string[]> = parser.parse(text, 0, more);
  // It cannot judge a row that is not whole.
  const bad = errors.find(({ row = 0 }) => !more || row < data.length)?.row;
  const rows = data.slice(0, bad).filter((row) => row.length > 1 || row[0] !== '');
  return { rows, end: meta.cursor, isBad: bad !== undefined };
}
