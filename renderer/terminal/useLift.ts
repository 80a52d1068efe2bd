/** Notices push the view up so far that the cursor stays in sight; the terminal keeps its size. */
import { type RefObject, useEffect, useState } from 'react';
import type { TerminalView } from './view';

/** How far up a view must go, in px. All are distances from the top of the pane. */
export function liftFor(cursorBottom: number, paneHeight: number, noticesHeight: number): number {
  if (noticesHeight === 0) return 0;
  return Math.min(noticesHeight, Math.max(0, cursorBottom - (paneHeight - noticesHeight)));
}

/** How far up the view is to be now, in px. It is null until the terminal is on the page, where notices may be before it. */
export function useLift(view: TerminalView | null, notices: RefObject<HTMLElement | null>): number {
  const [lift, setLift] = useState(0);
  useEffect(() => {
    const element = notices.current;
    const pane = element?.parentElement;
    if (view === null || element === null || !pane) return;
    const update = () => {
      const height = element.childElementCount === 0 ? 0 : element.offsetHeight;
      setLift(liftFor(view.cursorBottom, pane.clientHeight, height));
    };
    const observer = new ResizeObserver(update);
    observer.observe(element);
    observer.observe(pane);
    const render = view.terminal.onRender(() => {
      if (element.childElementCount > 0) update();
    });
    return () => {
      observer.disconnect();
      render.dispose();
    };
  }, [view, notices]);
  return lift;
}
