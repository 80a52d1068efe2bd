/** Keys and presses of a list: arrows, Home, End, Page Up and Down, typing finds; with Shift and Ctrl several are selected. */
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react';
import { MAC } from '../../ui/platform';
import {
  after,
  findText,
  type ListAct,
  type ListState,
  NONE,
  placesOf,
  settled,
} from './list-state';

/** After this what is typed begins anew. Milliseconds. */
const TYPING_MS = 800;

interface Row<K> {
  readonly key: K;
  readonly text: string;
}

export interface ListKeys<K> {
  readonly state: ListState<K>;
  /** The number of the active row, or -1. */
  readonly active: number;
  /** Whether the key was one of the list's. `page`: rows in sight. */
  press(event: KeyboardEvent, page: number): boolean;
  pick(event: MouseEvent, at: number): void;
  act(act: ListAct): void;
}

export function useListKeys<K>(rows: readonly Row<K>[]): ListKeys<K> {
  const [held, setHeld] = useState<ListState<K>>(NONE);
  const typed = useRef({ text: '', at: 0 });
  const places = useMemo(() => placesOf(rows.map(({ key }) => key)), [rows]);
  const state = useMemo(() => settled(held, places), [held, places]);
  const active = state.active === null ? -1 : (places.indexOf.get(state.active) ?? -1);
  const act = (done: ListAct) => setHeld(after(state, places, done));
  const go = (to: number, extend: boolean) => act({ kind: 'go', to, extend });
  const type = (letter: string, time: number) => {
    const { text, at } = typed.current;
    const begin = time - at < TYPING_MS ? text + letter : letter;
    typed.current = { text: begin, at: time };
    // The same letter again and again goes through all that begin with it.
    const again = [...begin].every((one) => one === letter);
    const texts = rows.map((row) => row.text);
    const found = findText(texts, again ? letter : begin, Math.max(0, active) + (again ? 1 : 0));
    if (found >= 0) go(found, false);
  };
  return {
    state,
    active,
    act,
    pick: (event, at) => {
      if (MAC ? event.metaKey : event.ctrlKey) act({ kind: 'toggle', at });
      else go(at, event.shiftKey);
    },
    press: (event, page) => {
      const { key, shiftKey, altKey, timeStamp } = event;
      const mod = MAC ? event.metaKey : event.ctrlKey;
      const to = placeFor(key, active, page, rows.length);
      if (to !== null && !mod && !altKey) go(to, shiftKey);
      else if (mod && key === 'a') act({ kind: 'all' });
      else if (mod && key === ' ') act({ kind: 'toggle', at: active });
      else if (isLetter(event)) type(key, timeStamp);
      else return false;
      return true;
    },
  };
}

/** Where a key goes, or null: nowhere. */
function placeFor(key: string, active: number, page: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

function isLetter({ key, ctrlKey, metaKey, altKey, nativeEvent }: KeyboardEvent): boolean {
  return [...key].length === 1 && !ctrlKey && !metaKey && !altKey && !nativeEvent.isComposing;
}
