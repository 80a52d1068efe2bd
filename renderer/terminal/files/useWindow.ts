/** Which rows of a list or table that scrolls are in sight. */
import { type RefObject, useEffect, useState } from 'react';
import { type Window, windowOf } from './windowing';

export interface Seen extends Window {
  /** Of the frame without what stands above the rows, in px. */
  readonly height: number;
}

/** `row`: the height of a row; `above`: what stands above the rows and does not scroll; px. */
export function useWindow(
  frame: RefObject<HTMLElement | null>,
  count: number,
  row: number,
  above = 0,
): Seen {
  const [at, setAt] = useState({ scrolled: 0, height: 600 });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const update = () =>
      setAt({ scrolled: element.scrollTop, height: Math.max(0, element.clientHeight - above) });
    const observer = new ResizeObserver(update);
    observer.observe(element);
    element.addEventListener('scroll', update);
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', update);
    };
  }, [frame, above]);
  return { ...windowOf({ count, row, height: at.height }, at.scrolled), height: at.height };
}
