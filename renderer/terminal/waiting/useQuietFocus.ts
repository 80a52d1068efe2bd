/** The safe answer takes the focus when a person has stopped typing: keys before that join those that wait. */
import { type RefObject, useEffect } from 'react';

/** So long without a key is stopping. ms */
const QUIET_MS = 1_000;

/** Focuses the element after a second without a key; `leave` is called when it has gone. */
export function useQuietFocus(target: RefObject<HTMLElement | null>, leave: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, from when it is asked until it is answered
  useEffect(() => {
    const element = target.current;
    let timer = setTimeout(focus, QUIET_MS);
    function focus() {
      window.removeEventListener('keydown', wait, true);
      element?.focus();
    }
    function wait() {
      clearTimeout(timer);
      timer = setTimeout(focus, QUIET_MS);
    }
    window.addEventListener('keydown', wait, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', wait, true);
      leave();
    };
  }, []);
}
