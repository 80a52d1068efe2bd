import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  GIVE_UP_MS,
  IDLE,
  type LinkEvent,
  type LinkModel,
  LONGEST_PAUSE_MS,
  pauseAfter,
  reduce,
  STEADY_MS,
} from '../../../../main/sessions/link/link-state';
import { seed } from '../../chance';

const lost = (at: number): LinkEvent => ({ type: 'lost', at, reason: 'cut.', chance: 0.5 });

function modelAfter(...events: LinkEvent[]): LinkModel {
  return events.reduce((model, event) => reduce(model, event)[0], IDLE);
}

describe('pauses', () => {
  test('there is none after the first loss, then they grow to 8 s', () => {
    expect(pauseAfter(1, 0.9)).toBe(0);
    expect([2, 3, 4, 5, 6, 7, 8, 9, 10, 20].map((failures) => pauseAfter(failures, 1))).toEqual([
      50, 100, 200, 400, 800, 1600, 3200, 6400, 8000, 8000,
    ]);
  });

  test('they are spread over their upper half', () => {
    const cases = fc.property(
      fc.nat(1000),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (n, chance) => {
        const pause = pauseAfter(n, chance);
        const most = pauseAfter(n, 1);
        expect(pause).toBeLessThanOrEqual(Math.min(most, LONGEST_PAUSE_MS));
        expect(pause).toBeGreaterThanOrEqual(Math.floor(most / 2));
      },
    );
    fc.assert(cases, { seed });
  });
});

describe('a link', () => {
  test('is tried again at once when a steady connection is lost', () => {
    const live = modelAfter({ type: 'start' }, lost(0), { type: 'due' }, lost(0), { type: 'due' });
    const steady = reduce(live, { type: 'live', at: 1_000 })[0];
    const [model, act] = reduce(steady, lost(1_000 + STEADY_MS));
    expect(act).toBe('pause');
    expect(model.phase).toEqual({ kind: 'pausing', until: 1_000 + STEADY_MS });
  });

  test('waits longer each time when connections do not last', () => {
    const model = modelAfter(
      { type: 'start' },
      { type: 'live', at: 0 },
      lost(10),
      { type: 'due' },
      { type: 'live', at: 20 },
      lost(30),
    );
    expect(model.failures).toBe(2);
    expect(model.phase).toEqual({ kind: 'pausing', until: 30 + pauseAfter(2, 0.5) });
  });

  test('is given up after an hour, and goes on when a person asks', () => {
    const stuck = modelAfter({ type: 'start' }, lost(0), { type: 'due' }, lost(GIVE_UP_MS));
    expect(stuck.phase).toEqual({ kind: 'stuck' });
    expect(stuck.reason).toContain('cut. Tried for an hour');
    const [model, act] = reduce(stuck, { type: 'retry' });
    expect([model.phase.kind, model.failures, act]).toEqual(['trying', 0, 'connect']);
  });

  test('is not begun anew by a person while it is being tried', () => {
    const trying = modelAfter({ type: 'start' });
    expect(reduce(trying, { type: 'retry' })).toEqual([trying, null]);
  });

  test('does nothing any more when it is over', () => {
    const over = modelAfter({ type: 'start' }, { type: 'over' });
    for (const event of [
      lost(1),
      { type: 'due' },
      { type: 'retry' },
      { type: 'live', at: 1 },
    ] as const)
      expect(reduce(over, event)).toEqual([over, null]);
  });
});
