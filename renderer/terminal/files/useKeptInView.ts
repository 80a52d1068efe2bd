/** Keeps the active row of a list in sight, and what is in sight where it is when rows come or go above it. */
import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { FileRow } from './places';

/** `row`: the height of a row in px. */
export function useKeptInView(
  frame: RefObject<HTMLElement | null>,
  rows: readonly FileRow[],
  active: number,
  row: number,
): void {
  const before = useRef({ rows, active });
  useLayoutEffect(() => {
    const element = frame.current;
    const { rows: old, active: was } = before.current;
    before.current = { rows, active };
    if (element === null) return;
    if (old !== rows && element.scrollTop > 0) {
      const first = old[Math.floor(element.scrollTop / row)];
      const moved = rows.findIndex(({ path }) => path === first?.path);
      if (moved >= 0) element.scrollTop = moved * row + (element.scrollTop % row);
    }
    if (active < 0 || (old === rows && active === was)) return;
    // Who has scrolled away from the active row is not brought back by news.
    if (old !== rows && rows[active]?.path === old[was]?.path) return;
    const top = active * row;
    if (top < element.scrollTop) element.scrollTop = top;
    const most = top + row - element.clientHeight;
    if (most > element.scrollTop) element.scrollTop = most;
  }, [frame, rows, active, row]);
}
