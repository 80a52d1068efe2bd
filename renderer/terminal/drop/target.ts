/** Where on the page files can be dropped: elements say so by data-drop-path, and data-drop-name for people. */
import { SessionPath } from '../../../preload/contract';

/** A folder of the session that files can be dropped on. */
export interface Target {
  readonly element: Element;
  readonly path: SessionPath;
  /** "/work/photos". */
  readonly name: string;
}

/** The target that the event is over; the terminal where it is over none. */
export function targetOf(event: DragEvent): Target | null {
  const { target } = event;
  const node = target instanceof Node ? target : null;
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  const found = element?.closest('[data-drop-path]') ?? document.querySelector('.pane');
  if (found === null) return null;
  const path = SessionPath.safeParse(found.getAttribute('data-drop-path'));
  if (!path.success) return null;
  const above = found.parentElement?.closest('[data-drop-name]')?.getAttribute('data-drop-name');
  const own = found.getAttribute('data-drop-name') ?? '';
  return { element: found, path: path.data, name: above ? `${above}/${own}` : own };
}
