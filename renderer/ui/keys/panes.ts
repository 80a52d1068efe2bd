/** The panes of a window, which Ctrl+Tab goes round: the focus comes back to where it was in each. */

/** What had the focus in a pane last. */
const left = new WeakMap<Element, HTMLElement>();

/** What can have the focus, the terminal's own field first. */
const CAN_FOCUS =
  '.xterm-helper-textarea, [tabindex="0"], button:not([disabled]), input:not([disabled]), a[href]';

/** Which pane is next. `at` is -1 where the focus is in none. */
export function paneAfter(at: number, step: 1 | -1, count: number): number {
  if (at < 0) return step === 1 ? 0 : count - 1;
  return (at + step + count) % count;
}

/** What gets the focus in a pane, or null: nothing in it can. */
function targetOf(pane: Element): HTMLElement | null {
  const before = left.get(pane);
  const isThere = before?.isConnected === true && pane.contains(before);
  return isThere ? before : pane.querySelector<HTMLElement>(CAN_FOCUS);
}

/** Puts the focus into the next pane, or the one before. */
export function goToPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll('[data-pane]')].filter(
    (pane) => pane.checkVisibility() && targetOf(pane) !== null,
  );
  const { activeElement } = document;
  const at = panes.findIndex((pane) => pane.contains(activeElement));
  const from = panes[at];
  if (from !== undefined && activeElement instanceof HTMLElement) left.set(from, activeElement);
  const to = panes[paneAfter(at, step, panes.length)];
  if (to !== undefined && to !== from) targetOf(to)?.focus();
}
