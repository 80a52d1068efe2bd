/** Finds files by a part of their names, in the folder that is shown and below it. */
import { useEffect, useState } from 'react';
import type { AppError, Found, SessionPath } from '../../../preload/contract';
import { bridge } from '../../ui/bridge';

/** Who types does not want each letter searched for. Milliseconds. */
const PAUSE_MS = 200;

export interface Searched {
  /** Null: nothing is searched for, or nothing is known yet. */
  readonly found: Found | null;
  readonly error: AppError | null;
  readonly searching: boolean;
}

const NOTHING: Searched = { found: null, error: null, searching: false };

/** `text` null: no search is open. `turn` changes where what was found may not hold any more. */
export function useSearch(path: SessionPath, text: string | null, turn: number): Searched {
  const [searched, setSearched] = useState<Searched>(NOTHING);
  const wanted = text?.trim() ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn searches anew
  useEffect(() => {
    if (wanted === '') return setSearched(NOTHING);
    let over = false;
    setSearched((before) => ({ ...before, searching: true }));
    const timer = setTimeout(async () => {
      const answer = await bridge.call('files.search', { path, text: wanted });
      if (over) return;
      if (answer.ok) setSearched({ found: answer.value, error: null, searching: false });
      else setSearched({ found: null, error: answer.error, searching: false });
    }, PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [path, wanted, turn]);
  return searched;
}
