/** Where a transfer stands, pure: what happens to it, and what is said of it. */
import type { AppError } from '../../../../preload/contract';
import type { TransferAmount, TransferState } from '../../../../preload/transfers';
import type { LinkNews } from '../files-link';
import type { Clash } from '../moves/run';

type Phase =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  | ({ readonly kind: 'asking' } & Clash)
  /** The session cannot be reached, and is not tried by itself. */
  | { readonly kind: 'stuck'; readonly reason: string }
  | { readonly kind: 'done'; readonly at: number }
  | {
      readonly kind: 'failed';
      readonly error: AppError;
      readonly canRetry: boolean;
      readonly at: number;
    }
  | { readonly kind: 'cancelled'; readonly at: number };

/** All that is known of a transfer's course. */
export interface TransferModel {
  readonly phase: Phase;
  readonly amount: TransferAmount;
  readonly link: LinkNews;
  readonly skipped: number;
  readonly notes: readonly string[];
}

/** What can happen to one. `at`: ms since 1970. */
export type TransferEvent =
  | { readonly type: 'start' }
  | { readonly type: 'amount'; readonly amount: TransferAmount }
  | { readonly type: 'link'; readonly link: LinkNews }
  | { readonly type: 'clash'; readonly clash: Clash }
  | { readonly type: 'answer' }
  | { readonly type: 'skipped' }
  | { readonly type: 'note'; readonly note: string }
  | { readonly type: 'stuck'; readonly reason: string }
  | { readonly type: 'done'; readonly at: number }
  | {
      readonly type: 'failed';
      readonly error: AppError;
      readonly canRetry: boolean;
      readonly at: number;
    }
  | { readonly type: 'cancel'; readonly at: number }
  | { readonly type: 'retry' };

/** Sentences that are kept of what was left out. */
const MOST_NOTES = 20;
const NOTHING: TransferAmount = {
  done: 0,
  total: 0,
  files: { done: 0, total: 0 },
  counting: true,
};

/** One that has just been asked for. */
export const NEW: TransferModel = {
  phase: { kind: 'waiting' },
  amount: NOTHING,
  link: { kind: 'live' },
  skipped: 0,
  notes: [],
};

/** Whether nothing more happens to it, unless it is tried again. */
export function isOver({ phase }: TransferModel): boolean {
  return phase.kind === 'done' || phase.kind === 'failed' || phase.kind === 'cancelled';
}

/** Whether it has one of the few places. */
export function isRunning({ phase }: TransferModel): boolean {
  return phase.kind === 'running' || phase.kind === 'asking';
}

/** What comes too late changes nothing. */
export function reduce(model: TransferModel, event: TransferEvent): TransferModel {
  const { phase } = model;
  switch (event.type) {
    case 'start':
      if (phase.kind !== 'waiting') return model;
      return {
        ...model,
        phase: { kind: 'running' },
        link: { kind: 'live' },
        skipped: 0,
        notes: [],
      };
    case 'amount':
      return isRunning(model) ? { ...model, amount: event.amount } : model;
    case 'link':
      return isRunning(model) ? { ...model, link: event.link } : model;
    case 'clash':
      if (phase.kind !== 'running') return model;
      return { ...model, phase: { kind: 'asking', ...event.clash } };
    case 'answer':
      return phase.kind === 'asking' ? { ...model, phase: { kind: 'running' } } : model;
    case 'skipped':
      return isRunning(model) ? { ...model, skipped: model.skipped + 1 } : model;
    case 'note':
      if (!isRunning(model) || model.notes.length === MOST_NOTES) return model;
      return { ...model, notes: [...model.notes, event.note] };
    case 'stuck':
      return isRunning(model)
        ? { ...model, phase: { kind: 'stuck', reason: event.reason } }
        : model;
    case 'done':
      return isRunning(model) ? { ...model, phase: { kind: 'done', at: event.at } } : model;
    case 'failed': {
      const { error, canRetry, at } = event;
      return isOver(model) ? model : { ...model, phase: { kind: 'failed', error, canRetry, at } };
    }
    case 'cancel':
      return isOver(model) ? model : { ...model, phase: { kind: 'cancelled', at: event.at } };
    case 'retry':
      return phase.kind === 'stuck' || (phase.kind === 'failed' && phase.canRetry)
        ? { ...model, phase: { kind: 'waiting' } }
        : model;
  }
}

/** What windows are told. `speed` in bytes in a second. */
export function stateOf(model: TransferModel, speed: number | null): TransferState {
  const { phase, amount, link, skipped, notes } = model;
  switch (phase.kind) {
    case 'running':
      if (link.kind === 'live')
        return { kind: 'moving', amount, speed, left: timeLeft(amount, speed) };
      return { kind: 'paused', amount, reason: link.reason, nextTryAt: link.nextTryAt };
    case 'stuck':
      return { kind: 'paused', amount, reason: phase.reason, nextTryAt: null };
    case 'done':
      return { ...phase, amount, skipped, notes: [...notes] };
    case 'asking':
    case 'failed':
      return { ...phase, amount };
    case 'waiting':
    case 'cancelled':
      return phase;
  }
}

function timeLeft({ done, total, counting }: TransferAmount, speed: number | null): number | null {
  if (counting || speed === null || speed === 0) return null;
  return Math.ceil((Math.max(0, total - done) / speed) * 1000);
}
