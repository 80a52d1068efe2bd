/** Searches all that the session keeps of its output, a part at a time, until there are enough lines or the person types on. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { JournalQuery } from '../../../preload/contract';
import { bridge } from '../../ui/bridge';
import { AT_A_TIME, BEGUN, type Found, withPart } from './found';

/** Who types does not want each letter searched for. ms */
const PAUSE_MS = 250;

export interface JournalSearch {
  /** Null: nothing is searched for. */
  readonly found: Found | null;
  /** Goes on after there were enough lines. */
  more(): void;
}

export function useJournalSearch({ text, regex, cases }: JournalQuery): JournalSearch {
  const [found, setFound] = useState<Found | null>(null);
  /** The search that counts: an earlier one asks no more. */
  const current = useRef<object | null>(null);
  const look = useCallback(
    async (from: Found) => {
      const mine = {};
      current.current = mine;
      const goal = from.lines.length + AT_A_TIME;
      for (let now = { ...from, searching: true, error: null } as Found; now.searching; ) {
        setFound(now);
        const before = now.next;
        const answer = await bridge.call('journal.search', { text, regex, cases, before });
        if (current.current !== mine) return;
        now = answer.ok
          ? withPart(now, answer.value, goal)
          : { ...now, searching: false, error: answer.error };
        setFound(now);
      }
    },
    [text, regex, cases],
  );
  useEffect(() => {
    setFound(text === '' ? null : BEGUN);
    if (text === '') return;
    const timer = setTimeout(() => void look(BEGUN), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      current.current = null;
    };
  }, [look, text]);
  const more = useCallback(() => {
    if (found !== null && !found.searching && found.next !== null) void look(found);
  }, [found, look]);
  return { found, more };
}
