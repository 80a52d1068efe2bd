import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAST_REACH, MOST_REACH, Reach } from '../../../../main/sessions/transfers/reach';
import { count, seed } from '../../chance';

/** The reach after two seconds of a link with so many bytes in a ms, on which each byte is heard of after `delay` ms. */
function settled(rate: number, delay: number): number {
  const reach = new Reach();
  const piece = 131_072;
  let now = 0;
  while (now < 2_000) {
    // A window's bytes are heard of in a round trip, and no more than the link carries.
    now += piece / Math.min(rate, reach.size / delay);
    reach.moved(piece, now);
  }
  return reach.size;
}

test('it fills a fast link, and makes no queue on a slow one', () => {
  const link = fc.record({
    rate: fc.double({ min: 500, max: 100_000, noNaN: true }),
    delay: fc.double({ min: 1, max: 100, noNaN: true }),
  });
  const property = fc.property(link, ({ rate, delay }) => {
    const size = settled(rate, delay);
    expect(size).toBeGreaterThanOrEqual(Math.min(0.9 * rate * delay, MOST_REACH));
    expect(size).toBeLessThanOrEqual(Math.max(LEAST_REACH, 220 * rate));
  });
  fc.assert(property, { seed, numRuns: Math.min(count, 100) });
});

test('it is never beyond its bounds, whatever the clock does', () => {
  const moves = fc.array(
    fc.tuple(fc.nat(10_000_000), fc.double({ noNaN: true, noDefaultInfinity: true })),
  );
  const property = fc.property(moves, (all) => {
    const reach = new Reach();
    for (const [bytes, now] of all) {
      reach.moved(bytes, now);
      expect(reach.size).toBeGreaterThanOrEqual(LEAST_REACH);
      expect(reach.size).toBeLessThanOrEqual(MOST_REACH);
    }
  });
  fc.assert(property, { seed, numRuns: count });
});
