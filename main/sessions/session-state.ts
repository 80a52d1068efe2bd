/** The one state machine of a session: pure, so that every path through it can be tested alone. */
import type { AppError, End, SessionState } from '../../preload/contract';
import type { Progress } from '../backends/backend';
import { isBetter } from './end-words';
import type { Loss } from './link/reasons';

/** Where a session is in its life, apart from who looks at it and whether its link holds. */
type Phase =
  | Extract<SessionState, { kind: 'creating' | 'ending' | 'ended' | 'failed' }>
  | { readonly kind: 'running' };

/** What the shown state is made from. */
export interface SessionModel {
  readonly phase: Phase;
  /** Terminal windows of this app that are open on it. */
  readonly windows: number;
  /** Whether there has been one, here or elsewhere: else it is "ready", not "in background". */
  readonly opened: boolean;
  /** Set while its watcher or its window has no link. */
  readonly lost: Loss | null;
}

/** What happens to a session. Times are ms since 1970. */
export type SessionEvent =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'created' }
  | { readonly type: 'not-created'; readonly error: AppError }
  | { readonly type: 'opened' }
  /** Its agent says that it has had a window. */
  | { readonly type: 'had-window' }
  | { readonly type: 'closed' }
  | ({ readonly type: 'lost' } & Loss)
  | { readonly type: 'linked' }
  | { readonly type: 'ending'; readonly at: number }
  | { readonly type: 'not-ended' }
  | ({ readonly type: 'ended'; readonly at: number } & End);

/** A session that is about to be made. */
export const BEGINNING: SessionModel = {
  phase: { kind: 'creating', step: 0, of: 0, text: '' },
  windows: 0,
  opened: false,
  lost: null,
};

/** A session that was found running. */
export const RUNNING: SessionModel = { ...BEGINNING, phase: { kind: 'running' } };

function failed(error: AppError): Phase {
  const { message: reason, fix } = error;
  return fix === undefined ? { kind: 'failed', reason } : { kind: 'failed', reason, fix };
}

/** The next phase; an event that does not fit the phase (it came late) leaves it as it is. */
function nextPhase(phase: Phase, event: SessionEvent): Phase {
  switch (event.type) {
    case 'progress':
      return phase.kind === 'creating' ? { kind: 'creating', ...event.progress } : phase;
    case 'created':
      return phase.kind === 'creating' ? { kind: 'running' } : phase;
    case 'not-created':
      return phase.kind === 'creating' ? failed(event.error) : phase;
    case 'ending':
      return phase.kind === 'ending' ? phase : { kind: 'ending', since: event.at, tries: 0 };
    case 'not-ended':
      return phase.kind === 'ending' ? { ...phase, tries: phase.tries + 1 } : phase;
    case 'ended': {
      // While it is being ended it stays so until nothing of it is left.
      const { type: _, ...end } = event;
      if (phase.kind === 'running') return { ...end, kind: 'ended' };
      return phase.kind === 'ended' && isBetter(end, phase)
        ? { ...end, kind: 'ended', at: phase.at }
        : phase;
    }
    default:
      return phase;
  }
}

/** The model after an event: the same one where the event is no news. */
export function reduce(model: SessionModel, event: SessionEvent): SessionModel {
  switch (event.type) {
    case 'opened':
      return { ...model, windows: model.windows + 1, opened: true };
    case 'had-window':
      return model.opened ? model : { ...model, opened: true };
    case 'closed':
      return { ...model, windows: Math.max(0, model.windows - 1) };
    case 'lost': {
      const { reason, nextTryAt, signIn, offline } = event;
      return { ...model, lost: { reason, nextTryAt, signIn, offline } };
    }
    case 'linked':
      return model.lost === null ? model : { ...model, lost: null };
    default: {
      const phase = nextPhase(model.phase, event);
      return phase === model.phase ? model : { ...model, phase };
    }
  }
}

/** The state as it is shown. */
export function stateOf(model: SessionModel): SessionState {
  if (model.phase.kind !== 'running') return model.phase;
  if (model.lost !== null) return lostState(model.lost);
  if (model.windows > 0) return { kind: 'attached' };
  return model.opened ? { kind: 'detached' } : { kind: 'ready' };
}

function lostState({ signIn, ...lost }: Loss): SessionState {
  return signIn
    ? { kind: 'sign-in-again', reason: lost.reason }
    : { kind: 'reconnecting', ...lost };
}
