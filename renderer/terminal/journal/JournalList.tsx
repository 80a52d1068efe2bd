/** Lines that were found in all of a session's output, the newest first, each with when it was printed. */
import './journal.css';
import type { KeyboardEvent } from 'react';
import type { JournalLine } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { Problem } from '../../ui/Problem';
import { pastShort } from '../../ui/time';
import { foundWords } from './found';
import type { JournalSearch } from './useJournalSearch';

export function JournalList(props: {
  search: JournalSearch;
  /** The line that the search is at, or -1. */
  at: number;
  show: (line: JournalLine) => void;
  close: () => void;
}) {
  const { search, at, show, close } = props;
  const { found, more } = search;
  if (found === null) return null;
  const now = Date.now();
  return (
    <section className="journal-list" aria-label="In all output">
      <p className="small" role="status">
        {found.error === null ? foundWords(found) : ''}
      </p>
      {found.error === null ? null : <Problem error={found.error} />}
      {found.lines.length === 0 ? null : (
        <ol className="scroll" onKeyDown={(event) => moveOn(event, close)}>
          {found.lines.map((line, index) => (
            <li key={line.offset}>
              <button
                type="button"
                className="journal-line"
                aria-current={index === at}
                ref={index === at ? intoSight : null}
                onClick={() => show(line)}
              >
                <time>{line.at === null ? '' : pastShort(line.at, now)}</time>
                <LineText line={shortened(line)} />
              </button>
            </li>
          ))}
        </ol>
      )}
      {found.searching || found.next === null ? null : (
        <Button small onPress={more}>
          Show more
        </Button>
      )}
    </section>
  );
}

function intoSight(line: HTMLElement | null): void {
  line?.scrollIntoView({ block: 'nearest' });
}

/** Characters before what was found that leave it in sight. */
const BEFORE = 40;

function shortened(line: JournalLine): JournalLine {
  const before = [...line.before];
  if (before.length <= BEFORE) return line;
  return { ...line, before: `…${before.slice(-BEFORE).join('')}` };
}

/** A line with what was found marked. */
export function LineText(props: { line: JournalLine }) {
  const { before, match, after } = props.line;
  return (
    <code className="mono">
      {before}
      {match === '' ? null : <mark>{match}</mark>}
      {after}
    </code>
  );
}

/** Arrows go from line to line, Escape back to the terminal. */
function moveOn(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  const { key } = event;
  if (key === 'Escape') close();
  else if (key === 'ArrowDown' || key === 'ArrowUp') {
    const item = document.activeElement?.closest('li');
    const next = key === 'ArrowDown' ? item?.nextElementSibling : item?.previousElementSibling;
    next?.querySelector('button')?.focus();
  } else return;
  event.preventDefault();
}
