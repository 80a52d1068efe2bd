import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Own, oldestReady, plan, REPLACE_MS } from '../../../../main/sessions/spares/plan';
import { SessionId } from '../../../../preload/contract';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
const CLOCK = { now: NOW, lifeMs: HOUR };

const owns = fc
  .array(
    fc.record({
      mark: fc.constantFrom('a', 'b'),
      madeAt: fc.option(fc.integer({ min: NOW - 2 * HOUR, max: NOW })),
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map((one, index): Own => ({ ...one, id: SessionId.parse(`spare${index}`) })));

test('when the plan is done there are as many as wanted, all of that kind and young', () => {
  fc.assert(
    fc.property(owns, fc.integer({ min: 0, max: 3 }), (own, count) => {
      const { make, drop } = plan({ mark: 'a', count }, own, CLOCK);
      const kept = own.filter(({ id }) => !drop.includes(id));
      expect(kept.length + make).toBe(count);
      expect(make).toBeGreaterThanOrEqual(0);
      for (const { mark, madeAt } of kept) {
        expect(mark).toBe('a');
        expect(madeAt ?? NOW).toBeGreaterThan(NOW - HOUR + REPLACE_MS);
      }
    }),
  );
});

test('what is done needs nothing more', () => {
  fc.assert(
    fc.property(owns, fc.integer({ min: 0, max: 3 }), (own, count) => {
      const { make, drop } = plan({ mark: 'a', count }, own, CLOCK);
      const made = Array.from(
        { length: make },
        (_, index): Own => ({ id: SessionId.parse(`made${index}`), mark: 'a', madeAt: null }),
      );
      const next = [...own.filter(({ id }) => !drop.includes(id)), ...made];
      expect(plan({ mark: 'a', count }, next, CLOCK)).toEqual({ make: 0, drop: [] });
    }),
  );
});

test('where none is wanted all go', () => {
  fc.assert(
    fc.property(owns, (own) => {
      const drop = own.map(({ id }) => id);
      expect(plan(null, own, CLOCK)).toEqual({ make: 0, drop });
    }),
  );
});

test('claimed is the oldest of its kind that is ready', () => {
  fc.assert(
    fc.property(owns, (own) => {
      const found = oldestReady(own, 'a');
      const times = own.flatMap(({ mark, madeAt }) => (mark === 'a' ? (madeAt ?? []) : []));
      expect(found?.madeAt ?? null).toBe(times.length === 0 ? null : Math.min(...times));
      if (found !== null) expect(own).toContainEqual(found);
    }),
  );
});
