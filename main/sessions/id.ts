/** Ids of sessions: short enough to be typed, long enough never to meet another one. */
import { randomInt } from 'node:crypto';
import { SessionId } from '../../preload/contract';

/** Without characters that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz';
const ALPHABET = `${LETTERS}23456789`;
const LENGTH = 10;

function pick(from: string): string {
  return from.charAt(randomInt(from.length));
}

/** A new id, which begins with a letter as names of pods must. */
export function newSessionId(isTaken: (id: SessionId) => boolean): SessionId {
  const rest = Array.from({ length: LENGTH - 1 }, () => pick(ALPHABET));
  const id = SessionId.parse(pick(LETTERS) + rest.join(''));
  return isTaken(id) ? newSessionId(isTaken) : id;
}
