/** Mends a table row by row. */
import type { CsvMend, CsvReport } from '../../preload/contract';
import { madeUpHeaders, mendHeaders } from './headers';

const LINE_BREAKS = /\s*\n\s*/g;

export class Mender {
  readonly #report: CsvReport;
  readonly #mends: ReadonlySet<CsvMend>;
  readonly #keys: readonly number[];
  #begun = false;
  #rows = 0;
  #leftOut = 0;

  constructor(report: CsvReport, mends: ReadonlySet<CsvMend>) {
    this.#report = report;
    this.#mends = mends;
    this.#keys = report.columns.flatMap(({ key }, at) => (key ? [at] : []));
  }

  /** Rows of the copy so far, without the headers. */
  get rows(): number {
    return this.#rows;
  }

  /** Rows that the copy does not have. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** What the copy has for the next row of the file, the first one included: nothing, it, or headers and it. */
  mend(row: readonly string[]): string[][] {
    const isFirst = !this.#begun;
    this.#begun = true;
    const cells = this.#mends.has('line-breaks') ? row.map(withoutBreaks) : [...row];
    if (isFirst && this.#report.form.header) return [mendHeaders(cells, this.#mends)];
    const headers = isFirst && this.#mends.has('add-header') ? [this.#headersFor(row)] : [];
    return [...headers, ...this.#mendCells(cells)];
  }

  #headersFor(row: readonly string[]): string[] {
    const address = this.#report.columns.findIndex(({ name }) => name === 'Email');
    return madeUpHeaders(row.length, address);
  }

  #mendCells(cells: string[]): string[][] {
    if (this.#mends.has('blank-keys') && this.#keys.some((at) => isBlank(cells[at]))) {
      this.#leftOut += 1;
      return [];
    }
    this.#rows += 1;
    if (!this.#mends.has('trim')) return [cells];
    return [cells.map((cell, at) => (this.#keys.includes(at) ? cell.trim() : cell))];
  }
}

function isBlank(cell: string | undefined): boolean {
  return cell === undefined || cell.trim() === '';
}

function withoutBreaks(cell: string): string {
  if (!cell.includes('\n')) return cell;
  return cell.replace(LINE_BREAKS, ' ').trim();
}
