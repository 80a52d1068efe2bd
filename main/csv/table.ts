/** Goes along the rows of a table once and keeps what a report needs of them, and no more. */
import { type CsvFinding, type CsvReport, MOST_COLUMNS } from '../../preload/contract';
import { Column } from './column';
import { headerFindings } from './header-findings';
import { isKeyName, madeUpHeaders } from './headers';
import { cut, Places } from './places';

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** Characters: https://docs.python.org/3/library/csv.html#csv.field_size_limit */
const MOST_CELL = 131_072;

export class Table {
  /** As the file has them; none before the first row, or where it has none. */
  #headers: readonly string[] | null;
  readonly #own: ReadonlySet<string>;
  readonly #columns: Column[] = [];
  readonly #breaks = new Places();
  readonly #longCells = new Places();
  readonly #short = new Places();
  readonly #long = new Places();
  /** Cells beyond ASCII, by which a person sees whether the encoding is right. */
  readonly beyondAscii = new Places();
  #width = 0;
  #rows = 0;

  /** `domains` are the tenant's. */
  constructor(hasHeader: boolean, domains: readonly string[]) {
    this.#headers = hasHeader ? null : [];
    this.#own = new Set(domains.map((domain) => domain.toLowerCase()));
  }

  /** Takes the next row, the first one included. */
  add(row: readonly string[]): void {
    if (this.#width === 0) this.#begin(row);
    if (this.#headers === null) {
      this.#headers = row;
      this.#addCells(row);
      return;
    }
    this.#rows += 1;
    this.#addCells(row);
    for (const [at, column] of this.#columns.entries()) column.add(this.#rows, row[at]);
    if (row.length < this.#width) this.#short.add(this.#rows, null, row.at(-1) ?? '');
    if (row.length > this.#width) this.#long.add(this.#rows, null, row[this.#width] ?? '');
  }

  /** Rows that came, without the headers. */
  get rows(): number {
    return this.#rows;
  }

  /** The number of the row that would come next; 0 are the headers. */
  get next(): number {
    return this.#headers === null ? 0 : this.#rows + 1;
  }

  /** The columns' names, made up where the file has none, and which are keys. */
  columns(): CsvReport['columns'] {
    const names = this.#names().slice(0, MOST_COLUMNS);
    const keys = this.#keys(names);
    return names.map((name, at) => ({ name: cut(name), key: keys.has(at) }));
  }

  /** What is to be said of headers and cells. */
  findings(): CsvFinding[] {
    const found: CsvFinding[] = headerFindings(this.#headers ?? []);
    for (const at of this.#keys(this.#names())) found.push(...this.#keyFindings(at));
    const inCells = [
      ['line-break', this.#breaks],
      ['long-cell', this.#longCells],
      ['short-row', this.#short],
      ['long-row', this.#long],
    ] as const;
    for (const [kind, places] of inCells)
      if (places.count > 0) found.push({ kind, ...places.report() });
    return found;
  }

  #begin(first: readonly string[]): void {
    this.#width = first.length;
    for (let at = 0; at < Math.min(this.#width, MOST_COLUMNS); at += 1)
      this.#columns.push(new Column(at, this.#own));
  }

  #addCells(row: readonly string[]): void {
    for (let at = 0; at < row.length; at += 1) {
      const cell = row[at] ?? '';
      if (cell.includes('\n')) this.#breaks.add(this.#rows, at, cell);
      if (cell.length > MOST_CELL) this.#longCells.add(this.#rows, at, cell);
      if (BEYOND_ASCII.test(cell)) this.beyondAscii.add(this.#rows, at, cell);
    }
  }

  #names(): readonly string[] {
    if (this.#headers === null || this.#headers.length > 0) return this.#headers ?? [];
    return madeUpHeaders(this.#width, this.#firstAddresses());
  }

  #firstAddresses(): number {
    return this.#columns.findIndex((column) => column.hasAddresses);
  }

  /** By name; where no name says it, the first column of addresses; where there is none, the first column. */
  #keys(names: readonly string[]): ReadonlySet<number> {
    const named = names.slice(0, MOST_COLUMNS).flatMap((name, at) => (isKeyName(name) ? [at] : []));
    if (named.length > 0) return new Set(named);
    return new Set(this.#columns.length === 0 ? [] : [Math.max(0, this.#firstAddresses())]);
  }

  #keyFindings(at: number): CsvFinding[] {
    const column = this.#columns[at];
    if (column === undefined) return [];
    const found: CsvFinding[] = [];
    const { blank, padded, outside } = column;
    if (blank.count > 0) found.push({ kind: 'blank-key', column: at, ...blank.report() });
    if (padded.count > 0) found.push({ kind: 'padded-key', column: at, ...padded.report() });
    if (this.#own.size > 0 && outside.count > 0)
      found.push({ kind: 'outside-domain', column: at, ...column.reportOutside() });
    return found;
  }
}
