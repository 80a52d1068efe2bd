/** Search in the output: Enter is the next match, Shift+Enter the one before, Escape closes. */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { IconButton } from '../ui/Button';
import { count } from '../ui/time';
import type { Controller } from './controller';
import type { Open } from './useOpen';
import type { Matches } from './view';

function matchWords(text: string, { index, count: all }: Matches): string {
  if (text === '') return '';
  if (all === 0) return 'not found';
  return index < 0 ? `${count(all)} found` : `${count(index + 1)} of ${count(all)}`;
}

export function SearchBar(props: { controller: Controller; open: Open }) {
  const { controller, open } = props;
  const [text, setText] = useState('');
  const [matches, setMatches] = useState<Matches>({ index: -1, count: 0 });
  const field = useRef<HTMLInputElement>(null);
  const { view } = controller;
  useEffect(() => view?.onMatches(setMatches), [view]);
  useEffect(() => () => view?.find('', 'next'), [view]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, the field takes the focus again
  useEffect(() => field.current?.select(), [open.searches]);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') open.search(false);
    else if (event.key === 'Enter') view?.find(text, event.shiftKey ? 'previous' : 'next');
    else return;
    event.preventDefault();
  };
  return (
    <search className="search-bar">
      <input
        ref={field}
        value={text}
        aria-label="Search the output"
        placeholder="Search the output"
        spellCheck={false}
        onKeyDown={press}
        onChange={(event) => {
          setText(event.target.value);
          view?.find(event.target.value, 'typing');
        }}
      />
      <span className="found" role="status">
        {matchWords(text, matches)}
      </span>
      <IconButton
        icon={ChevronUp}
        label="Match before"
        onPress={() => view?.find(text, 'previous')}
      />
      <IconButton icon={ChevronDown} label="Next match" onPress={() => view?.find(text, 'next')} />
      <IconButton icon={X} label="Close the search" onPress={() => open.search(false)} />
    </search>
  );
}
