/** What is told of one column while the rows go by: all that would matter if it were a key. */
import { type CsvPlaces, MOST_COLUMNS, MOST_PLACES } from '../../preload/contract';
import { domainOf } from './address';
import { cut, Places } from './places';

export class Column {
  readonly #index: number;
  readonly #own: ReadonlySet<string>;
  readonly blank = new Places();
  readonly padded = new Places();
  readonly outside = new Places();
  #filled = 0;
  #addresses = 0;
  readonly #domains = new Map<string, number>();

  /** `own`: the tenant's domains, in small letters. */
  constructor(index: number, own: ReadonlySet<string>) {
    this.#index = index;
    this.#own = own;
  }

  /** Takes the next row's cell; a row may have none. */
  add(row: number, cell = ''): void {
    const text = cell.trim();
    if (text === '') {
      this.blank.add(row, this.#index, cell);
      return;
    }
    this.#filled += 1;
    if (text.length !== cell.length) this.padded.add(row, this.#index, cell);
    const domain = domainOf(text);
    if (domain === null) return;
    this.#addresses += 1;
    if (!this.#own.has(domain)) this.#addOutside(row, text, domain);
  }

  /** Whether more than half of its cells that are not blank are addresses. */
  get hasAddresses(): boolean {
    return this.#addresses * 2 > this.#filled;
  }

  /** Addresses outside, with the most frequent domains. */
  reportOutside(): CsvPlaces & { domains: { domain: string; count: number }[] } {
    const domains = [...this.#domains]
      .map(([domain, count]) => ({ domain: cut(domain), count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_PLACES);
    return { ...this.outside.report(), domains };
  }

  #addOutside(row: number, address: string, domain: string): void {
    this.outside.add(row, this.#index, address);
    const count = this.#domains.get(domain);
    if (count !== undefined) this.#domains.set(domain, count + 1);
    else if (this.#domains.size < MOST_COLUMNS) this.#domains.set(domain, 1);
  }
}
