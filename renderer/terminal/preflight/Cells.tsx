/** The cells that are to be looked at, with what cannot be seen in them. */
import type { CsvReport } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { type Cell, partsOf } from './cells';
import { rowWords } from './words';

export function Cells(props: { cells: readonly Cell[]; report: CsvReport; note: string | null }) {
  const { cells, report, note } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <section className="cells scroll mono" aria-label="Cells to look at" tabIndex={0}>
      {cells.length === 0 ? (
        <p className="text-3">There are no cells to show.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Column</th>
              <th scope="col">Cell</th>
            </tr>
          </thead>
          <tbody>
            {cells.map((cell) => (
              <tr key={`${cell.row} ${cell.column}`}>
                <th scope="row">{rowWords(cell)}</th>
                <td className="cut" title={columnWords(cell, report)}>
                  {columnWords(cell, report)}
                </td>
                <td className="cell">
                  <bdi>
                    {partsOf(cell.text).map(({ text, mark }, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
                      <span key={at} className={mark ? 'tone-warn' : ''}>
                        {text}
                      </span>
                    ))}
                  </bdi>
                  {cell.isUsed ? <span className="used">used</span> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {note === null ? null : <p className="text-3">{note}</p>}
    </section>
  );
}

function columnWords({ column }: Cell, { columns }: CsvReport): string {
  if (column === null) return 'the row';
  return visible(columns[column]?.name.trim() ?? '') || `column ${column + 1}`;
}
