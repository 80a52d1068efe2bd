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
import { Chance } from '../../../faults/chance';
import { seed } from '../../chance';

const DUE: LinkEvent = { type: 'due', at: 0 };
const CHANGED: LinkEvent = { type: 'changed' };
const lost = (at: number): LinkEvent => ({ type: 'lost', at, reason: 'cut.', chance: 0.5 });

function modelAfter(...events: LinkEvent[]): LinkModel {
  return events.reduce((model, event) => reduce(model, event)[0], IDLE);
}

describe('pauses', () => {
  test('there is none after the first loss, then they grow to 8 s', () => {
    expect(pauseAfter(1, 0.9)).toBe(0);
    expect([2, 3, 4, 5, 6, 7, 9, 11, 13, 20].map((failures) => pauseAfter(failures, 1))).toEqual([
      50, 80, 128, 205, 328, 524, 1342, 3436, 8000, 8000,
    ]);
  });

  test('they are spread over all of it', () => {
    const cases = fc.property(
      fc.nat(1000),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, chance) => {
        const pause = pauseAfter(n, chance);
        expect(pause).toBe(Math.round(pauseAfter(n, 1) * chance));
        expect(pause).toBeLessThanOrEqual(LONGEST_PAUSE_MS);
      },
    );
    fc.assert(cases, { seed });
  });

  test('of thousands that lose a cluster together few come back to it together', () => {
    const chance = new Chance(seed);
    const clients = 5_000;
    const back = 60_000;
    const tries = Array.from({ length: clients }, () => {
      let at = 0;
      for (let failures = 1; at < back; failures += 1)
        at += Math.max(1, pauseAfter(failures, chance.next()));
      return at - back;
    });
    expect(Math.max(...tries)).toBeLessThanOrEqual(LONGEST_PAUSE_MS);
    const inTenth = new Map<number, number>();
    for (const at of tries) {
      const tenth = Math.floor(at / 100);
      inTenth.set(tenth, (inTenth.get(tenth) ?? 0) + 1);
    }
    // They come within 8 s, the earlier the more of them: 2 × 5,000 / 80 in the first tenth of a second.
    expect(Math.max(...inTenth.values())).toBeLessThan(1.5 * ((2 * clients) / 80));
  });
});

describe('a link', () => {
  test('is tried again at once when a steady connection is lost', () => {
    const live = modelAfter({ type: 'start' }, lost(0), DUE, lost(0), DUE);
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
      DUE,
      { type: 'live', at: 20 },
      lost(30),
    );
    expect(model.failures).toBe(2);
    expect(model.phase).toEqual({ kind: 'pausing', until: 30 + pauseAfter(2, 0.5) });
  });

  test('is given up after an hour, and goes on when a person asks', () => {
    const stuck = modelAfter({ type: 'start' }, lost(0), DUE, lost(GIVE_UP_MS));
    expect(stuck.phase).toEqual({ kind: 'stuck', gaveUp: true });
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
      DUE,
      CHANGED,
      { type: 'retry' },
      { type: 'live', at: 1 },
    ] as const)
      expect(reduce(over, event)).toEqual([over, null]);
  });

  test('begins anew where the surroundings change, and asks a connection whether it holds', () => {
    const trying = modelAfter({ type: 'start' });
    expect(reduce(trying, CHANGED)).toEqual([trying, 'connect']);
    const pausing = modelAfter({ type: 'start' }, lost(0), DUE, lost(0));
    const [model, act] = reduce(pausing, CHANGED);
    expect([model.phase.kind, model.failures, act]).toEqual(['trying', 0, 'connect']);
    const live = reduce(trying, { type: 'live', at: 0 })[0];
    expect(reduce(live, CHANGED)).toEqual([live, 'probe']);
    expect(reduce(IDLE, CHANGED)).toEqual([IDLE, null]);
  });

  test('tries a refused credential again by a person’s act alone', () => {
    const refused = modelAfter({ type: 'start' }, { type: 'stuck', reason: 'refused' });
    expect(reduce(refused, CHANGED)).toEqual([refused, null]);
    expect(reduce(refused, DUE)).toEqual([refused, null]);
    expect(reduce(refused, { type: 'retry' })[1]).toBe('connect');
  });

  test('that was given up is tried again where the surroundings change', () => {
    const stuck = modelAfter({ type: 'start' }, lost(0), DUE, lost(GIVE_UP_MS));
    expect(reduce(stuck, CHANGED)[1]).toBe('connect');
  });

  test('does not count the time that the computer slept', () => {
    const slept = modelAfter({ type: 'start' }, lost(0), { type: 'due', at: 2 * GIVE_UP_MS });
    expect(reduce(slept, lost(2 * GIVE_UP_MS))[1]).toBe('pause');
  });
});
