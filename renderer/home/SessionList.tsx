/** The list of sessions: arrows, Home, End, typing finds, Enter opens, F2 renames, Delete asks, Menu shows the actions. */
import { type FocusEvent, type KeyboardEvent, useCallback, useRef, useState } from 'react';
import {
  Collection,
  GridList,
  GridListHeader,
  GridListSection,
  type Key,
  ListLayout,
  Virtualizer,
} from 'react-aria-components';
import type { Session, SessionId } from '../../preload/contract';
import { inOrder, isOver } from '../ui/session/order';
import { SessionMenu } from './SessionMenu';
import { type RowActs, SessionRow } from './SessionRow';
import { useOrder } from './useOrder';

interface ListProps {
  readonly sessions: readonly Session[];
  readonly acts: RowActs;
}

/** What most rows measure, in px; each row is measured when it is seen. */
const LAYOUT = { estimatedRowSize: 52, estimatedHeadingSize: 30 };

/** Only the rows that are seen are drawn: there may be a thousand. */
export function SessionList(props: ListProps) {
  const { sessions, acts } = props;
  const order = useOrder(sessions);
  const menu = useRowMenu();
  const of = (id: Key | undefined) => sessions.find((session) => session.id === id);
  const rows = (ids: readonly SessionId[]) => (
    <Collection items={inOrder(ids, sessions)} dependencies={[acts, menu.open]}>
      {(session) => <SessionRow session={session} acts={acts} menu={menu.open} />}
    </Collection>
  );
  const press = (event: KeyboardEvent) => {
    const session = of(rowOf(event.target)?.getAttribute('data-key') ?? undefined);
    if (session !== undefined && onKey(event, session, acts, menu.open)) event.preventDefault();
  };
  return (
    <div className="session-list" onKeyDownCapture={press} onFocusCapture={keepInView}>
      <div className="columns small text-3" aria-hidden>
        <span>Session</span>
        <span>Job</span>
        <span>Place</span>
        <span>State</span>
        <span>Age</span>
      </div>
      <Virtualizer layout={ListLayout} layoutOptions={LAYOUT} shouldObserveItemSize>
        <GridList
          aria-label="Sessions"
          selectionMode="single"
          selectionBehavior="replace"
          onAction={(id) => {
            const session = of(id);
            if (session !== undefined && !isOver(session)) acts.open(session);
          }}
        >
          <GridListSection aria-label="Running">{rows(order.running)}</GridListSection>
          {order.ended.length === 0 ? null : (
            <GridListSection>
              <GridListHeader className="group small text-3">Ended</GridListHeader>
              {rows(order.ended)}
            </GridListSection>
          )}
        </GridList>
      </Virtualizer>
      <SessionMenu session={of(menu.id ?? undefined)} acts={acts} menu={menu} />
    </div>
  );
}

function rowOf(target: EventTarget): HTMLElement | null {
  return target instanceof HTMLElement ? target.closest<HTMLElement>('[role="row"]') : null;
}

/** Frames in which rows that are seen for the first time are measured, and move what is below. */
const SETTLING_FRAMES = 10;

/** Keeps the row that got the focus in view, wherever it comes to lie. */
function keepInView(event: FocusEvent): void {
  const row = rowOf(event.target);
  const keep = (frames: number) => {
    if (row === null || frames === 0 || !row.contains(document.activeElement)) return;
    row.scrollIntoView({ block: 'nearest' });
    requestAnimationFrame(() => keep(frames - 1));
  };
  keep(SETTLING_FRAMES);
}

/** Keys of the row that has the focus; true where the key was one. */
function onKey(
  event: KeyboardEvent,
  session: Session,
  acts: RowActs,
  openMenu: (id: SessionId, at: DOMRect) => void,
): boolean {
  const row = rowOf(event.target);
  switch (event.key) {
    case 'F2':
      acts.rename(session);
      return true;
    case 'Delete':
      if (isOver(session)) acts.forget(session);
      else acts.end(session);
      return true;
    case 'ContextMenu':
    case 'F10': {
      if (row === null || (event.key === 'F10' && !event.shiftKey)) return false;
      openMenu(session.id, row.getBoundingClientRect());
      return true;
    }
    default:
      return false;
  }
}

/** The menu of a row: whose it is and where it stands. */
function useRowMenu() {
  const trigger = useRef<HTMLSpanElement>(null);
  const [at, setAt] = useState<{ id: SessionId; x: number; y: number } | null>(null);
  return {
    trigger,
    id: at?.id ?? null,
    place: { left: at?.x ?? 0, top: at?.y ?? 0 },
    open: useCallback(
      (id: SessionId, rect: DOMRect) => setAt({ id, x: rect.x, y: rect.bottom }),
      [],
    ),
    close: () => setAt(null),
  };
}
