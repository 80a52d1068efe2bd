/** How the command line names things. */
import type { Session, SessionState } from '../../preload/contract';

const STATES: Record<SessionState['kind'], string> = {
  creating: 'Starting',
  ready: 'Ready',
  attached: 'Open',
  detached: 'In background',
  reconnecting: 'Reconnecting',
  'sign-in-again': 'Sign in again',
  ending: 'Ending',
  ended: 'Ended',
  failed: 'Failed',
};

/** A state's word, and its reason where it has one. */
function stateWords(state: SessionState): string {
  const word = STATES[state.kind];
  return 'reason' in state ? `${word}: ${state.reason}` : word;
}

/** A time span as people say it: 40 s, 12 min, 3 h, 2 d. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** The heading and one row per session. */
export function sessionRows(sessions: readonly Session[], now: number): string[][] {
  const rows = sessions.map(({ id, name, tenant, place, state, createdAt }) => [
    id,
    name === id ? '' : name,
    tenant.name,
    place.title,
    age(now - createdAt),
    stateWords(state),
  ]);
  return [['ID', 'NAME', 'TENANT', 'PLACE', 'AGE', 'STATE'], ...rows];
}
