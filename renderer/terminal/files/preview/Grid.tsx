/** The rows of a table that are in sight. Arrows, Page Up and Down, Home and End scroll it, as any page. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { Button as Pressable } from 'react-aria-components';
import { visible } from '../../../../preload/visible';
import { Icon } from '../../../ui/Icon';
import { count } from '../../../ui/time';
import { useWindow } from '../useWindow';
import { widthsOf } from './column-widths';
import type { Choice, TableSource, TableState } from './table-source';
import { whyNoOrder } from './table-words';

/** As preview.css has them. Pixels. */
const ROW = 26;
const NUMBERS = 84;

export function Grid(props: { source: TableSource; state: TableState }) {
  const { source, state } = props;
  const { columns, choice, count: rows, waiting } = state;
  const frame = useRef<HTMLDivElement>(null);
  const seen = useWindow(frame, rows, ROW, ROW);
  useEffect(() => source.see(seen.first, seen.last), [source, seen.first, seen.last]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice begins at its first row
  useLayoutEffect(() => void frame.current?.scrollTo({ top: 0 }), [choice]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as wide as its first rows, once they are here
  const widths = useMemo(
    () => widthsOf(columns, source, rows),
    [columns.join('\n'), source.row(0)],
  );
  const numbers = Array.from({ length: seen.last - seen.first }, (_, at) => seen.first + at);
  const below = seen.whole - seen.top - numbers.length * ROW;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <section className="grid-frame scroll mono" ref={frame} aria-label="Rows" tabIndex={0}>
      <table aria-rowcount={rows + 1} aria-colcount={columns.length + 1} aria-busy={waiting}>
        <colgroup>
          <col style={{ width: NUMBERS }} />
          {widths.map((width, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            <col key={at} style={{ width }} />
          ))}
        </colgroup>
        <Heads state={state} choose={(next) => source.choose(next)} />
        <tbody>
          <Space height={seen.top} />
          {numbers.map((number) => (
            <GridRow key={number} source={source} number={number} columns={columns} />
          ))}
          <Space height={below} />
        </tbody>
      </table>
      {rows === 0 && !waiting && state.done ? (
        <p className="no-rows">
          {choice.text === '' ? 'There are no rows below the header.' : 'No row has that.'}
        </p>
      ) : null}
    </section>
  );
}

/** The room of rows that are not in sight. */
function Space(props: { height: number }) {
  return props.height <= 0 ? null : <tr aria-hidden style={{ height: props.height }} />;
}

function GridRow(props: { source: TableSource; number: number; columns: readonly string[] }) {
  const { source, number, columns } = props;
  const row = source.row(number);
  return (
    <tr aria-rowindex={number + 2}>
      <th scope="row" className="text-3">
        {row === undefined ? '…' : count(row.row)}
      </th>
      {columns.map((_, at) => {
        const cell = visible(row?.cells[at] ?? '');
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
          <td key={at} className="cut" title={cell}>
            {cell}
          </td>
        );
      })}
    </tr>
  );
}

function Heads(props: { state: TableState; choose: (choice: Choice) => void }) {
  const { state, choose } = props;
  const { columns, choice } = state;
  const why = whyNoOrder(state);
  const press = (at: number) => {
    const again = choice.sort === at;
    // From the first to the last, back, and as in the file.
    if (again && choice.down) choose({ ...choice, sort: null, down: false });
    else choose({ ...choice, sort: at, down: again });
  };
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className="text-3">
          Row
        </th>
        {columns.map((name, at) => {
          const by = choice.sort === at;
          const order = by ? (choice.down ? 'descending' : 'ascending') : 'none';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
            <th key={at} scope="col" aria-sort={order}>
              <Pressable className="head" isDisabled={why !== null} onPress={() => press(at)}>
                <span className="cut" title={why ?? visible(name)}>
                  {visible(name) || `column ${at + 1}`}
                </span>
                {by ? <Icon of={choice.down ? ArrowDown : ArrowUp} size={12} /> : null}
              </Pressable>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
