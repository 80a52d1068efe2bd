/** Which rows are shown: those with a text in any column or in one. */
import '../../../ui/select.css';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { visible } from '../../../../preload/visible';
import { Icon } from '../../../ui/Icon';
import type { Choice, TableState } from './table-source';

/** Who types does not want each letter looked for. Milliseconds. */
const PAUSE_MS = 250;

export function TableFilter(props: { state: TableState; choose: (choice: Choice) => void }) {
  const { state, choose } = props;
  const { choice, columns } = state;
  const [text, setText] = useState(choice.text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed begins the pause
  useEffect(() => {
    if (text === choice.text) return;
    // An order of the few that were found cannot hold for many: it is chosen anew.
    const timer = setTimeout(() => choose({ ...choice, text, sort: null }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <search className="table-filter">
      <label className="find">
        <Icon of={Search} size={15} />
        <input
          type="search"
          className="ask-field"
          aria-label="Show rows with this text"
          placeholder="Show rows with…"
          spellCheck={false}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || text === '') return;
            event.stopPropagation();
            setText('');
          }}
        />
      </label>
      <label className="in-column">
        <span className="text-2">in</span>
        <select
          className="select"
          aria-label="Column that is looked through"
          value={choice.column ?? ''}
          onChange={({ target }) => {
            const column = target.value === '' ? null : Number(target.value);
            choose({ ...choice, text, column, sort: null });
          }}
        >
          <option value="">any column</option>
          {columns.map((name, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
            <option key={at} value={at}>
              {visible(name) || `column ${at + 1}`}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}
