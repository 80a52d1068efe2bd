/** The order of the list: kept while one looks. Pure. */
import type { Session, SessionId } from '../../../preload/contract';

/** Whether nothing of a session runs any more. */
export function isOver({ state }: Session): boolean {
  return state.kind === 'ended' || state.kind === 'failed';
}

/** Two groups of ids, as they are shown. */
export interface Order {
  readonly running: readonly SessionId[];
  readonly ended: readonly SessionId[];
}

export const NO_ORDER: Order = { running: [], ended: [] };

const newestFirst = (a: Session, b: Session) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);

/** The order of one who comes to look: running before ended, the newest first. */
export function freshOrder(sessions: readonly Session[]): Order {
  const sorted = [...sessions].sort(newestFirst);
  return {
    running: sorted.filter((session) => !isOver(session)).map(({ id }) => id),
    ended: sorted.filter(isOver).map(({ id }) => id),
  };
}

/** The order while one looks: what is there stays where it is, what is new comes on top, what is gone goes. */
export function keptOrder(order: Order, sessions: readonly Session[]): Order {
  const there = new Set(sessions.map(({ id }) => id));
  const known = new Set([...order.running, ...order.ended]);
  const fresh = freshOrder(sessions.filter(({ id }) => !known.has(id)));
  const stays = (ids: readonly SessionId[]) => ids.filter((id) => there.has(id));
  return {
    running: [...fresh.running, ...stays(order.running)],
    ended: [...fresh.ended, ...stays(order.ended)],
  };
}

/** The sessions of a group, in its order. */
export function inOrder(ids: readonly SessionId[], sessions: readonly Session[]): Session[] {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  return ids.map((id) => byId.get(id)).filter((session) => session !== undefined);
}
