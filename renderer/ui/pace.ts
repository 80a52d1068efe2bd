/**
 * How often times on a page are renewed: each second only while one of them is written in seconds, since each renewal
 * costs, and a window is open all day. Pure; in ms.
 */
import { type LinkState, type Session, VERY_NEAR_MS } from '../../preload/contract';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Minutes are right to half of one. */
const SLOW = 30 * SECOND;

/** Whether the time since then is written in seconds. */
function isYoung(since: number, now: number): boolean {
  return now - since < MINUTE;
}

function hasYoungJob({ job }: Session, now: number): boolean {
  return job !== null && job.endedAt === null && isYoung(job.startedAt, now);
}

/** Whether the time to its end is written in seconds. */
function isEnding({ nearEnd }: Session, now: number): boolean {
  return nearEnd !== null && nearEnd.at > now && nearEnd.at - now < VERY_NEAR_MS + SLOW;
}

/** For the list of sessions: their ages, their jobs, the next try of a link. */
export function paceOfList(sessions: readonly Session[], now: number): number {
  const counts = (session: Session) =>
    session.state.kind === 'reconnecting' ||
    hasYoungJob(session, now) ||
    isEnding(session, now) ||
    isYoung(session.createdAt, now);
  return sessions.some(counts) ? SECOND : SLOW;
}

/** For a terminal window: its job, the next try of its link. */
export function paceOfWindow(session: Session, link: LinkState, now: number): number {
  const counts = link.kind === 'reconnecting' || hasYoungJob(session, now);
  return counts || isEnding(session, now) ? SECOND : SLOW;
}
