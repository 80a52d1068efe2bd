/** When to connect, how long to wait, when to give up. Pure: a model and an event in, the next model and what to do out. */

/** The longest pause between two tries, and the longest of the first one that is not at once. Milliseconds. */
export const LONGEST_PAUSE_MS = 8_000;
const FIRST_PAUSE_MS = 50;
/**
 * How much longer the bound of each pause is than the last one's, as gRPC has it: where it doubles, a link is waited for
 * as long as the outage was (https://github.com/grpc/grpc/blob/master/doc/connection-backoff.md).
 */
const GROWTH = 1.6;
/**
 * A connection that lasted so long was a good one: the next loss counts as the first, and is made up for at once. A server that
 * drops whomever it takes is asked no more often than that. Milliseconds.
 */
export const STEADY_MS = 500;
/** Tried in vain for so long, a person must ask for the next try. Milliseconds. */
export const GIVE_UP_MS = 3_600_000;
/** A try that comes so much too late: the computer slept, and what was before it does not count. Milliseconds. */
const SLEPT_MS = 10_000;

export type Phase =
  /** Not begun. */
  | { readonly kind: 'idle' }
  /** A program is being started, or has been sent HELLO. */
  | { readonly kind: 'trying' }
  | { readonly kind: 'live'; readonly since: number }
  | { readonly kind: 'pausing'; readonly until: number }
  /** It is not tried by itself. `gaveUp`: it may go better where the surroundings change; else a person must act. */
  | { readonly kind: 'stuck'; readonly gaveUp: boolean }
  /** For good. */
  | { readonly kind: 'over' };

/** Times are in ms. */
export interface LinkModel {
  readonly phase: Phase;
  /** Losses in a row, without a steady connection between them. */
  readonly failures: number;
  /** When the first of them was, or null. */
  readonly since: number | null;
  /** Why the last one was, as people read it, or null while there is no trouble. */
  readonly reason: string | null;
}

export const IDLE: LinkModel = { phase: { kind: 'idle' }, failures: 0, since: null, reason: null };

export type LinkEvent =
  | { readonly type: 'start' }
  /** The agent has answered. */
  | { readonly type: 'live'; readonly at: number }
  /** `chance` from 0 to below 1 spreads the pauses of many clients. */
  | { readonly type: 'lost'; readonly at: number; readonly reason: string; readonly chance: number }
  /** Trying again would change nothing. */
  | { readonly type: 'stuck'; readonly reason: string }
  /** The pause is over. */
  | { readonly type: 'due'; readonly at: number }
  /** A person's act. */
  | { readonly type: 'retry' }
  /** The computer woke, or has another network: nothing that was begun before can be relied on. */
  | { readonly type: 'changed' }
  | { readonly type: 'over' };

/** `connect` leaves what there was behind; `probe` asks a connection whether it still holds. */
export type LinkAct = 'connect' | 'pause' | 'probe' | null;

export function reduce(model: LinkModel, event: LinkEvent): [LinkModel, LinkAct] {
  const { kind } = model.phase;
  if (kind === 'over') return [model, null];
  switch (event.type) {
    case 'start':
      return kind === 'idle' ? trying(model) : [model, null];
    case 'live':
      if (kind !== 'trying') return [model, null];
      return [{ ...model, phase: { kind: 'live', since: event.at }, reason: null }, null];
    case 'lost':
      return kind === 'trying' || kind === 'live' ? lost(model, event) : [model, null];
    case 'stuck':
      return [{ ...model, phase: { kind: 'stuck', gaveUp: false }, reason: event.reason }, null];
    case 'due':
      return model.phase.kind === 'pausing'
        ? due(model, event.at - model.phase.until)
        : [model, null];
    case 'retry':
      // One that is under way is not made faster by another.
      if (kind === 'idle' || kind === 'trying') return [model, null];
      return afresh(model);
    case 'changed':
      return changed(model);
    case 'over':
      return [{ ...model, phase: { kind: 'over' } }, null];
  }
}

function trying(model: LinkModel): [LinkModel, LinkAct] {
  return [{ ...model, phase: { kind: 'trying' } }, 'connect'];
}

/** What was in vain before says nothing about this try. */
function afresh(model: LinkModel): [LinkModel, LinkAct] {
  return trying({ ...model, failures: 0, since: null });
}

function due(model: LinkModel, lateMs: number): [LinkModel, LinkAct] {
  return lateMs >= SLEPT_MS ? afresh(model) : trying(model);
}

function changed(model: LinkModel): [LinkModel, LinkAct] {
  const { phase } = model;
  if (phase.kind === 'idle') return [model, null];
  if (phase.kind === 'live') return [model, 'probe'];
  // A credential that was refused is refused on any network.
  if (phase.kind === 'stuck' && !phase.gaveUp) return [model, null];
  return afresh(model);
}

function lost(
  model: LinkModel,
  { at, reason, chance }: Extract<LinkEvent, { type: 'lost' }>,
): [LinkModel, LinkAct] {
  const { phase } = model;
  const steady = phase.kind === 'live' && at - phase.since >= STEADY_MS;
  const failures = steady ? 1 : model.failures + 1;
  const since = steady ? at : (model.since ?? at);
  if (at - since >= GIVE_UP_MS) {
    const words = `${reason} Tried for an hour; it is tried again when you ask for it.`;
    return [{ phase: { kind: 'stuck', gaveUp: true }, failures, since, reason: words }, null];
  }
  const until = at + pauseAfter(failures, chance);
  return [{ phase: { kind: 'pausing', until }, failures, since, reason }, 'pause'];
}

/**
 * None after the first loss; then anything up to a bound that grows each time, to 8 s at most. Of all ways to spread the
 * tries of many clients this one has them come most evenly.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function pauseAfter(failures: number, chance: number): number {
  if (failures <= 1) return 0;
  const bound = Math.round(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * GROWTH ** (failures - 2)));
  return Math.round(bound * chance);
}
