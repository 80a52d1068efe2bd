import { describe, expect, test } from 'vitest';
import { endBy, endWords } from '../../../main/sessions/end-words';
import {
  BEGINNING,
  RUNNING,
  reduce,
  type SessionEvent,
  stateOf,
} from '../../../main/sessions/session-state';

const EXITED = endWords({ reason: 'shell', exit: { code: 0 } });
const ENDED: SessionEvent = { ...EXITED, type: 'ended', at: 5 };
const AWAY = { nextTryAt: 9, reason: 'no network', offline: false };
const LOST: SessionEvent = { type: 'lost', ...AWAY, signIn: false };

function state(start: typeof RUNNING, ...events: SessionEvent[]) {
  return stateOf(events.reduce(reduce, start));
}

describe('a session being made', () => {
  test('tells its steps', () => {
    const progress = { step: 2, of: 3, text: 'agent' };
    expect(state(BEGINNING, { type: 'progress', progress })).toEqual({
      kind: 'creating',
      ...progress,
    });
  });

  test('is ready when it is there, and failed with the reason when not', () => {
    expect(state(BEGINNING, { type: 'created' })).toEqual({ kind: 'ready' });
    const error = { code: 'no-gam', message: 'GAM was not found.', fix: 'Install it.' };
    expect(state(BEGINNING, { type: 'not-created', error })).toEqual({
      kind: 'failed',
      reason: error.message,
      fix: error.fix,
    });
  });
});

test('what is no news leaves the model as it is, so that no window is told', () => {
  expect(reduce(RUNNING, { type: 'linked' })).toBe(RUNNING);
  expect(reduce(RUNNING, { type: 'created' })).toBe(RUNNING);
});

describe('a running session', () => {
  test('is open, then in the background, when a window comes and goes', () => {
    expect(state(RUNNING, { type: 'opened' }).kind).toBe('attached');
    expect(state(RUNNING, { type: 'opened' }, { type: 'closed' }).kind).toBe('detached');
  });

  test('reconnects while its link is lost', () => {
    expect(state(RUNNING, { type: 'opened' }, LOST)).toEqual({ kind: 'reconnecting', ...AWAY });
    expect(state(RUNNING, LOST, { type: 'linked' }).kind).toBe('ready');
  });

  test('ends once, and a late event does not bring it back', () => {
    expect(state(RUNNING, ENDED)).toEqual({ ...EXITED, kind: 'ended', at: 5 });
    const late: SessionEvent = { ...endBy('removed'), type: 'ended', at: 6 };
    expect(state(RUNNING, ENDED, late, { type: 'created' }, LOST)).toMatchObject({
      reason: 'exit 0',
      at: 5,
    });
  });

  test('that was stopped from outside has ended for the reason that its place comes to know', () => {
    const stopped: SessionEvent = { ...endBy('stopped'), type: 'ended', at: 5 };
    const evicted: SessionEvent = { ...endBy('evicted', 'no disk'), type: 'ended', at: 6 };
    const known = { ...endBy('evicted', 'no disk'), kind: 'ended', at: 5 };
    expect(state(RUNNING, stopped, evicted)).toEqual(known);
    expect(state(RUNNING, stopped, evicted, stopped)).toEqual(known);
  });

  test('is ending until it is gone, and counts the tries', () => {
    const ending: SessionEvent = { type: 'ending', at: 7 };
    expect(state(RUNNING, ending, { type: 'not-ended' }, ENDED, ending)).toEqual({
      kind: 'ending',
      since: 7,
      tries: 1,
    });
  });
});
