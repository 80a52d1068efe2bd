/** Which files may be tables for GAM, so that they are looked at before they are sent. */
import { basename } from 'node:path';
import iconv from 'iconv-lite';
import { CsvDelimiter } from '../../preload/contract';
import { LocalSource } from '../sessions/transfers/local-source';
import { EncodingFinder } from './encoding';
import { withLineFeeds } from './pieces';
import { cutRows } from './rows';

/** Bytes and rows that tell. */
const SAMPLE = 65_536;
const SAMPLE_ROWS = 20;

/**
 * Whether it is to be looked at: by its name; a text by what is in it, since most texts are none.
 * @throws Failure where it cannot be read
 */
export async function isTable(path: string): Promise<boolean> {
  return /\.[ct]sv$/i.test(basename(path)) || (await hasColumns(path));
}

/** Its first rows have the same number of cells, and more than one. */
async function hasColumns(path: string): Promise<boolean> {
  const source = await LocalSource.open(path);
  try {
    const read: Buffer[] = [];
    await source.read(0, Math.min(source.size, SAMPLE), (piece) => void read.push(piece));
    const sample = Buffer.concat(read);
    const finder = new EncodingFinder();
    finder.add(sample);
    const { encoding, text } = finder.found();
    if (!text) return false;
    const table = withLineFeeds(iconv.decode(sample, encoding));
    return CsvDelimiter.options.some((delimiter) => {
      const { rows } = cutRows(table, delimiter, source.size > SAMPLE);
      const [first = [], ...rest] = rows.slice(0, SAMPLE_ROWS);
      return (
        first.length > 1 && rest.length > 0 && rest.every((row) => row.length === first.length)
      );
    });
  } finally {
    await source.close();
  }
}
