/** What of the ends of sessions is news to somebody who does not look at them. Pure, but for what it has told already. */
import { type Session, type SessionId, VERY_NEAR_MS } from '../../preload/contract';
import { visible } from '../../preload/visible';

/** One notification: a locked screen shows it, so it names tenant and session, and nothing of what is in them. */
export interface EndNews {
  readonly id: SessionId;
  readonly title: string;
  readonly body: string;
  /** Whether the end can still be moved. */
  readonly canExtend: boolean;
}

/** What has been told of a session, or was so before anybody could be told. */
interface Told {
  readonly end: boolean;
  /** When it was started again last, or 0. */
  readonly restart: number;
  /** The end that is near, with how near it is; empty: none. */
  readonly near: string;
}

function nearKey({ nearEnd }: Session, now: number): string {
  if (nearEnd === null || nearEnd.at <= now) return '';
  return `${nearEnd.why} ${nearEnd.at} ${nearEnd.at - now <= VERY_NEAR_MS}`;
}

function toldOf(session: Session, now: number): Told {
  const end = session.state.kind === 'ended';
  return { end, restart: session.restart?.at ?? 0, near: nearKey(session, now) };
}

function minutes({ nearEnd }: Session, now: number): string {
  const left = Math.max(1, Math.round(((nearEnd?.at ?? now) - now) / 60_000));
  return left === 1 ? '1 minute' : `${left} minutes`;
}

/** What to say of a session, or null: nothing that was not told before. */
function newsOf(session: Session, before: Told, now: number): EndNews | null {
  const { id, name, tenant, state, restart, nearEnd } = session;
  const title = `${visible(tenant.name)} · ${visible(name)}`;
  const news = (body: string, canExtend = false): EndNews => ({ id, title, body, canExtend });
  if (state.kind === 'ended')
    // Whoever ended it knows.
    return before.end || state.cause === 'asked' ? null : news(`Ended: ${visible(state.reason)}.`);
  if (restart !== undefined && restart.at > before.restart)
    return news(
      restart.reason === 'out-of-memory'
        ? 'Ran out of memory and was started again.'
        : 'Was started again.',
    );
  const near = nearKey(session, now);
  if (near === '' || near === before.near) return null;
  return news(`Ends in ${minutes(session, now)}.`, nearEnd?.why !== 'deadline');
}

/** Tells each thing once. */
export class EndsTold {
  readonly #told = new Map<SessionId, Told>();

  /** What is news since the last look; of a session that was not known before only an end that is near. */
  look(sessions: readonly Session[], now: number): EndNews[] {
    const there = new Set(sessions.map(({ id }) => id));
    for (const id of this.#told.keys()) if (!there.has(id)) this.#told.delete(id);
    return sessions.flatMap((session) => {
      const is = toldOf(session, now);
      const before = this.#told.get(session.id) ?? { ...is, near: '' };
      this.#told.set(session.id, is);
      return newsOf(session, before, now) ?? [];
    });
  }
}
