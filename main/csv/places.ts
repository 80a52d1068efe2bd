/** How often something was found, and where first: of a fixed size, however often. */
import {
  type CsvPlace,
  type CsvPlaces,
  MOST_COLUMNS,
  MOST_PLACES,
  MOST_TEXT,
} from '../../preload/contract';

/** A cell's or a header's text as a report has it. */
export function cut(text: string): string {
  return text.length > MOST_TEXT ? text.slice(0, MOST_TEXT) : text;
}

export class Places {
  #count = 0;
  readonly #places: CsvPlace[] = [];

  get count(): number {
    return this.#count;
  }

  /** `column` is null for the row as a whole. */
  add(row: number, column: number | null, text: string): void {
    this.#count += 1;
    if (this.#places.length === MOST_PLACES || (column ?? 0) > MOST_COLUMNS) return;
    this.#places.push({ row, column, text: cut(text) });
  }

  report(): CsvPlaces {
    return { count: this.#count, places: [...this.#places] };
  }
}
