/** Why a connection was lost or could not be made: in words, and whether trying again can help. */
import type { End } from '../../../preload/contract';
import { Failure, isRefused, needsSignIn } from '../../failure';
import { endInWords, endWords } from '../end-words';
import { EndedFailure } from '../ended-failure';
import { type AgentError, type Bye, PROTOCOL } from '../wire/messages';
import type { Closed } from './conversation';

export type Verdict =
  | { readonly kind: 'again'; readonly reason: string }
  /** Trying again changes nothing before someone does something. */
  | { readonly kind: 'stuck'; readonly reason: string }
  /** Nor does it before the user has signed in again. */
  | { readonly kind: 'sign-in'; readonly reason: string }
  /** There is nothing to come back to. */
  | { readonly kind: 'over'; readonly why: Over };

/** The end of what a client was there for. */
export type Over =
  | { readonly kind: 'bye'; readonly bye: Extract<Bye, { reason: 'ended' | 'exited' }> }
  | { readonly kind: 'no-job'; readonly reason: string }
  /** A command was not begun that takes something away from a real domain; `reason` says what, as a sentence. */
  | { readonly kind: 'confirm'; readonly reason: string }
  /** The place has no such session any more; `end` where it knows how that came. */
  | { readonly kind: 'gone'; readonly reason: string; readonly end: End | null };

/** Why a client has no connection now. */
export interface Loss {
  readonly reason: string;
  /** When the next try is, ms since 1970; null: only a person's act leads to one. */
  readonly nextTryAt: number | null;
  /** That act is to sign in again. */
  readonly signIn: boolean;
  /** This computer has no network. */
  readonly offline: boolean;
}

/** What a conversation's end means. */
export function verdict(why: Closed): Verdict {
  switch (why.kind) {
    case 'bye':
      return afterBye(why.bye);
    case 'error':
      return afterError(why.error);
    case 'bad-frame':
      return again(`The session sent something that is not its protocol. ${why.message}`);
    case 'silent':
      return again('The session does not answer any more.');
    case 'cut':
      return again(why.message === '' ? 'The connection was cut.' : why.message);
  }
}

/** What a program that could not be started means. */
export function verdictOnStart(thrown: unknown): Verdict {
  if (!(thrown instanceof Failure)) {
    return again(thrown instanceof Error ? thrown.message : String(thrown));
  }
  const { code, message, fix } = thrown;
  if (needsSignIn(thrown)) return { kind: 'sign-in', reason: message };
  if (code === 'no-session' || code === 'no-pod')
    return { kind: 'over', why: { kind: 'gone', reason: message, end: endIn(thrown) } };
  const reason = fix === undefined ? message : `${message} ${fix}`;
  // What was refused is refused again, and each try may count against the user.
  return code === 'crash' || isRefused(thrown) ? { kind: 'stuck', reason } : again(reason);
}

function endIn(thrown: Failure): End | null {
  return thrown instanceof EndedFailure ? thrown.end : null;
}

/** How the session of a client ended that is over. */
export function endOf(why: Over): End {
  if (why.kind === 'bye')
    return why.bye.reason === 'ended'
      ? endWords(why.bye.end)
      : endInWords('unknown', 'The session closed the connection.');
  const known = why.kind === 'gone' ? why.end : null;
  return known ?? endInWords('unknown', why.reason);
}

function again(reason: string): Verdict {
  return { kind: 'again', reason };
}

function afterBye(bye: Bye): Verdict {
  if (bye.reason === 'ended' || bye.reason === 'exited') {
    return { kind: 'over', why: { kind: 'bye', bye } };
  }
  // An attempt that was thought dead came through after its successor: the next one settles it.
  if (bye.reason === 'replaced') return again('Another connection of this window took its place.');
  return again('The session closed the connection.');
}

function afterError(error: AgentError): Verdict {
  if (error.code === 'no-job') {
    return { kind: 'over', why: { kind: 'no-job', reason: error.message } };
  }
  if (error.code === 'confirm') {
    return { kind: 'over', why: { kind: 'confirm', reason: error.message } };
  }
  if (error.code === 'version') return { kind: 'stuck', reason: versionWords(error) };
  if (error.code === 'too-many') return { kind: 'stuck', reason: error.message };
  if (error.code === 'bad-hello') {
    return { kind: 'stuck', reason: `The session did not accept this app. ${error.message}` };
  }
  return again(error.message);
}

function versionWords({ min }: AgentError): string {
  return (min ?? 0) > PROTOCOL.max
    ? 'The session is newer than this app. Update GamGUI.'
    : 'The session is too old for this app. Make a new session, or use the GamGUI that made it.';
}
