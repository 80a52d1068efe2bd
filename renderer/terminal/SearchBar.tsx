/**
 * Search in the output: Enter is the next match, Shift+Enter the one before, Escape closes. Below it what is found in all of
 * the session's output; the arrow down goes there. Regular expressions are the session's, which cannot be held up by one; a
 * page could. So their matches are those lines.
 */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { IconButton } from '../ui/Button';
import { count } from '../ui/time';
import type { Controller } from './controller';
import { lineAfter } from './journal/found';
import { JournalList } from './journal/JournalList';
import { useJournalSearch } from './journal/useJournalSearch';
import type { Open } from './useOpen';
import type { Matches } from './view';

/** As many characters as the contract takes. */
const LONGEST = 1000;

function matchWords(text: string, { index, count: all }: Matches): string {
  if (text === '') return '';
  if (all === 0) return 'not shown here';
  return index < 0 ? `${count(all)} found` : `${count(index + 1)} of ${count(all)}`;
}

function lineWords(at: number, lines: number): string {
  return at < 0 ? '' : `${count(at + 1)} of ${count(lines)}`;
}

/** Gives a line of the list below the focus. */
function focusLine(at: number): void {
  document.querySelectorAll<HTMLElement>('.journal-line')[at]?.focus();
}

export function SearchBar(props: { controller: Controller; open: Open }) {
  const { controller, open } = props;
  const [text, setText] = useState('');
  const [regex, setRegex] = useState(false);
  const [cases, setCases] = useState(false);
  const search = useJournalSearch({ text, regex, cases });
  const [matches, setMatches] = useState<Matches>({ index: -1, count: 0 });
  const [at, setAt] = useState(-1);
  const lines = search.found?.lines.length ?? 0;
  const field = useRef<HTMLInputElement>(null);
  const { view } = controller;
  useEffect(() => view?.onMatches(setMatches), [view]);
  useEffect(() => () => view?.find('', 'next', false), [view]);
  useEffect(() => view?.find(regex ? '' : text, 'typing', cases), [view, text, regex, cases]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, the field takes the focus again
  useEffect(() => field.current?.select(), [open.searches]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another search begins anew
  useEffect(() => setAt(-1), [text, regex, cases]);
  const find = (direction: 'next' | 'previous') => {
    if (regex) setAt(lineAfter(at, direction, lines));
    else view?.find(text, direction, cases);
  };
  const close = () => open.search(false);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter') find(event.shiftKey ? 'previous' : 'next');
    else if (event.key === 'ArrowDown') focusLine(Math.max(at, 0));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <search className="search-bar" data-pane="">
        <input
          ref={field}
          value={text}
          aria-label="Search the output"
          placeholder="Search the output"
          spellCheck={false}
          maxLength={LONGEST}
          onKeyDown={press}
          onChange={(event) => setText(event.target.value)}
        />
        <Toggle words="Aa" label="Match large and small letters" on={cases} set={setCases} />
        <Toggle words=".*" label="Regular expression" on={regex} set={setRegex} />
        <span className="found" role="status">
          {regex ? lineWords(at, lines) : matchWords(text, matches)}
        </span>
        <IconButton icon={ChevronUp} label="Previous match" onPress={() => find('previous')} />
        <IconButton icon={ChevronDown} label="Next match" onPress={() => find('next')} />
        <IconButton icon={X} label="Close the search" onPress={close} />
      </search>
      <JournalList
        search={search}
        at={at}
        show={(line) => open.show({ kind: 'output', line })}
        close={close}
      />
    </>
  );
}

function Toggle(props: { words: string; label: string; on: boolean; set: (on: boolean) => void }) {
  const { words, label, on, set } = props;
  return (
    <ToggleButton className="toggle" isSelected={on} onChange={set} aria-label={label}>
      <span title={label}>{words}</span>
    </ToggleButton>
  );
}
