/** How wide the columns of a table are: as wide as what the first rows have in them. Pure. */
import type { TableSource } from './table-source';

/** In characters. */
const LEAST = 6;
const MOST = 40;
/** A character of the table's font at 12 px, and what is around a cell. Pixels. */
const LETTER = 7.3;
const AROUND = 22;
const LOOKED_AT = 50;

/** The widths in px. */
export function widthsOf(
  columns: readonly string[],
  source: Pick<TableSource, 'row'>,
  rows: number,
): number[] {
  const first = Array.from({ length: Math.min(LOOKED_AT, rows) }, (_, at) => source.row(at));
  return columns.map((name, at) => {
    const cells = first.map((row) => row?.cells[at]?.length ?? 0);
    const letters = Math.min(MOST, Math.max(LEAST, name.length + 2, ...cells));
    return Math.ceil(letters * LETTER) + AROUND;
  });
}
