/** A copy of a CSV file that GAM reads as its writer meant it. */
import Papa from 'papaparse';
import { type CsvMend, type CsvReport, USUAL_MENDS } from '../../preload/contract';
import { Failure } from '../failure';
import { LocalPart } from '../sessions/transfers/local-part';
import { LocalSource } from '../sessions/transfers/local-source';
import { Mender } from './mender';
import type { Course } from './pieces';
import { rowsOf, Unreadable } from './rows';

/** What is mended, and how it goes. */
export interface FixOptions extends Course {
  /** `USUAL_MENDS` unless given. */
  readonly mends?: readonly CsvMend[] | undefined;
}

/** The copy: its rows without the headers, and those that are not in it; bytes; sha256 in hexadecimal. */
export interface FixedCsv {
  readonly rows: number;
  readonly leftOut: number;
  readonly size: number;
  readonly sha256: string;
}

/** Only this user's: it has what people are called and where they live. */
const MODE = 0o600;

/**
 * Writes the copy beside its place and then moves it there; if it fails there is nothing. The original stays as it is,
 * and nothing is replaced. `report` is what `checkCsv` said of it.
 * @throws Failure `changed` since the report, `unreadable`, `exists`, `disk-full`, …; the signal's reason
 */
export async function fixCsv(
  path: string,
  to: string,
  report: CsvReport,
  options: FixOptions = {},
): Promise<FixedCsv> {
  if (report.findings.some(({ kind }) => kind === 'not-text')) throw notText(path);
  const source = await LocalSource.open(path);
  try {
    if (source.size !== report.size || source.mtime !== report.modifiedAt) throw changed(path);
    return await writeCopy(source, to, report, options);
  } catch (error) {
    throw error instanceof Unreadable ? unreadable(path, error) : error;
  } finally {
    await source.close();
  }
}

async function writeCopy(
  source: LocalSource,
  to: string,
  report: CsvReport,
  options: FixOptions,
): Promise<FixedCsv> {
  const mender = new Mender(report, new Set(options.mends ?? USUAL_MENDS));
  const part = await LocalPart.open(to, NOBODY);
  try {
    await part.empty();
    for await (const rows of rowsOf(source, report.form, options))
      await part.append([Buffer.from(csvOf(rows.flatMap((row) => mender.mend(row))))]);
    await source.mustBeUnchanged();
    const { size, sha256 } = part;
    await part.settle({ mtime: Date.now(), mode: MODE }, { replace: false });
    return { rows: mender.rows, leftOut: mender.leftOut, size, sha256 };
  } catch (error) {
    await part.discard();
    throw error;
  }
}

/** What it was received from: nothing, so that no later try goes on with it. */
const NOBODY = new Uint8Array();

function csvOf(rows: string[][]): string {
  if (rows.length === 0) return '';
  // A row of one blank cell would be an empty line, which is no row.
  const quotes = rows.some((row) => row.length === 1);
  return `${Papa.unparse(rows, { newline: '\n', quotes })}\n`;
}

const SAVE_AGAIN = 'Open it in a spreadsheet, and save it as CSV.';

function changed(path: string): Failure {
  const message = `The file was changed after it was looked at: ${path}`;
  return new Failure('changed', message, 'Look at it again.');
}

function unreadable(path: string, { why }: Unreadable): Failure {
  const message =
    why === 'quote'
      ? `A quotation mark is not closed, or not doubled, in ${path}`
      : `A row is longer than any table’s in ${path}`;
  return new Failure('unreadable', message, SAVE_AGAIN);
}

function notText(path: string): Failure {
  return new Failure('unreadable', `This is no text, so it is no CSV: ${path}`, SAVE_AGAIN);
}
