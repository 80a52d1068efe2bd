/** Text in columns, for people. */
import { visible } from '../../preload/visible';

const GAP = '  ';

/** The columns that a text takes in a terminal: East Asian wide characters and emoji take two. */
export function width(text: string): number {
  let cells = 0;
  for (const { segment } of new Intl.Segmenter().segment(text))
    cells +=
      /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
        segment,
      )
        ? 2
        : 1;
  return cells;
}

/** The text cut to so many columns, with an ellipsis where something was cut. */
export function cut(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (width(kept) + width(segment) > columns - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Rows of cells, aligned; nothing in a cell can act in a terminal. The last column is not padded. */
export function table(rows: readonly (readonly string[])[], widest = 40): string {
  const shown = rows.map((row) => row.map((cell) => cut(visible(cell), widest)));
  const columns = Math.max(0, ...shown.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...shown.map((row) => width(row[column] ?? ''))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
      .join(GAP)
      .trimEnd();
  return shown.map((row) => `${line(row)}\n`).join('');
}
