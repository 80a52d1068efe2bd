/** How a file is written: its encoding by all of its bytes, the rest by its first ones. */
import iconv from 'iconv-lite';
import { CsvDelimiter, type CsvEncoding, type CsvForm } from '../../preload/contract';
import type { LocalSource } from '../sessions/transfers/local-source';
import { domainOf } from './address';
import { EncodingFinder } from './encoding';
import { type Course, pieces, withLineFeeds } from './pieces';
import { cutRows } from './rows';

/** Bytes that tell the delimiter. */
const SAMPLE = 262_144;
/** Rows of them. */
const SAMPLE_ROWS = 50;

// Excel writes and reads the delimiter in a first line of its own: https://en.wikipedia.org/wiki/Delimiter-separated_values
const PREAMBLE =
  /^([ \t]*(\r\n|\n|\r))*("?sep=(?<delimiter>.)"?[ \t]*(\r\n|\n|\r))?((\r\n|\n|\r))*/i;

/** What a person says of the file, instead of what is found. */
export interface Chosen {
  readonly encoding?: CsvEncoding | undefined;
  readonly delimiter?: CsvDelimiter | undefined;
}

/** The form; what stands before the first row; and whether there is text in it at all. */
export interface FoundForm {
  readonly form: CsvForm;
  readonly preamble: string;
  readonly isText: boolean;
}

/** Reads the whole file once. @throws Failure; the signal's reason */
export async function findForm(
  source: LocalSource,
  chosen: Chosen,
  { signal }: Course,
): Promise<FoundForm> {
  const finder = new EncodingFinder();
  for await (const piece of pieces(source, 0, { signal })) finder.add(piece);
  const { encoding, sure, bom, text: isText } = finder.found(chosen.encoding);
  const text = await sampleOf(source, encoding, bom);
  const found = PREAMBLE.exec(text);
  const preamble = found?.[0] ?? '';
  const more = source.size > SAMPLE;
  const table = withLineFeeds(text.slice(preamble.length));
  const named = CsvDelimiter.safeParse(found?.groups?.['delimiter']).data;
  const delimiter = chosen.delimiter ?? named ?? guessDelimiter(table, more);
  const form = {
    encoding,
    sure,
    bom: bom > 0,
    delimiter,
    lineEnd: lineEndOf(text.slice(preamble.length)),
    header: hasHeader(table, delimiter, more),
    start: bom + iconv.encode(preamble, encoding).length,
  };
  return { form, preamble, isText };
}

async function sampleOf(source: LocalSource, encoding: CsvEncoding, bom: number): Promise<string> {
  const read: Buffer[] = [];
  await source.read(bom, Math.min(source.size, SAMPLE), (piece) => void read.push(piece));
  return iconv.decode(Buffer.concat(read), encoding, { stripBOM: false });
}

function lineEndOf(table: string): CsvForm['lineEnd'] {
  const end = /\r\n|\n|\r/.exec(table)?.[0];
  if (end === '\r\n') return 'crlf';
  return end === '\r' ? 'cr' : 'lf';
}

/** Nobody calls a column by an address. */
function hasHeader(table: string, delimiter: CsvDelimiter, more: boolean): boolean {
  const [first = []] = cutRows(table, delimiter, more).rows;
  return !first.some((cell) => domainOf(cell.trim()) !== null);
}

/** The one that divides the first row, and most of the others into as many cells. */
function guessDelimiter(table: string, more: boolean): CsvDelimiter {
  let best: CsvDelimiter = ',';
  let most = 0;
  for (const delimiter of CsvDelimiter.options) {
    const [first = [], ...rest] = cutRows(table, delimiter, more).rows.slice(0, SAMPLE_ROWS);
    if (first.length < 2) continue;
    const alike = rest.filter((row) => row.length === first.length).length;
    // As good in rows, the one with more columns.
    const score = 1 + alike / Math.max(1, rest.length) + first.length / 1e6;
    if (score > most) [best, most] = [delimiter, score];
  }
  return best;
}
