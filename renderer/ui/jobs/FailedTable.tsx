/** The first rows that failed, as they stand in their file, without secrets; those that were left out are dimmed. */
import type { FailedGroup, FailedRows } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { count } from '../time';
import { groupReason } from './words';

/** Beside their number and the reason there is room for so many columns. */
const COLUMNS = 3;

export function FailedTable(props: { failed: FailedRows; left: readonly FailedGroup[] }) {
  const { failed, left } = props;
  const columns = (failed.columns.length > 0 ? failed.columns : ['Command']).slice(0, COLUMNS);
  const isLeft = (row: FailedRows['rows'][number]) =>
    left.some(({ code, reason }) => code === row.code && reason === row.reason);
  return (
    <>
      <table className="failed-rows">
        <thead>
          <tr>
            <th scope="col">Row</th>
            {columns.map((name, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns may have the same name
              <th scope="col" key={at}>
                {visible(name)}
              </th>
            ))}
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {failed.rows.map((row) => (
            <tr key={row.row} className={isLeft(row) ? 'left' : ''}>
              <td>{count(row.row)}</td>
              {columns.map((name, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns may have the same name
                <td className="mono selectable" key={at} title={name}>
                  {visible(row.cells[at] ?? '')}
                </td>
              ))}
              <td className="selectable">{groupReason(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {failed.rows.length < failed.found ? (
        <p className="text-3 small">{`The first ${count(failed.rows.length)} of ${count(failed.found)} rows.`}</p>
      ) : null}
    </>
  );
}
