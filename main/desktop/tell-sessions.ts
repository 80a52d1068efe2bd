/** Tells windows of the list of sessions: what is news, and no faster than a page can draw it. */
import { isDeepStrictEqual } from 'node:util';
import type { Session } from '../../preload/contract';

/** Drawing a session takes a page about so long; told faster, a long list would never be painted. ms */
const EACH_MS = 1;

/** Returns what is to be called when the list may have changed. It is told at once, and again after a pause. */
export function tellSessions(
  list: () => readonly Session[],
  tell: (list: Session[]) => void,
): () => void {
  let told: readonly Session[] = [];
  let pause: NodeJS.Timeout | null = null;
  let again = false;
  const changed = () => {
    again = pause !== null;
    if (again) return;
    const now = [...list()];
    if (isDeepStrictEqual(now, told)) return;
    told = now;
    tell(now);
    pause = setTimeout(() => {
      pause = null;
      if (again) changed();
    }, now.length * EACH_MS);
  };
  return changed;
}
