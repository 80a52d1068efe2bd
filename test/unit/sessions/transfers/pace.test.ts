/** Whether a file goes compressed: as quick as the quicker way, over any link. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pace } from '../../../../main/sessions/transfers/pace';
import { seed } from '../../chance';

const WINDOW = 1_048_576;
const PIECE = 262_144;
const LENGTH = 100_000_000;

/** `link` and `packing` in bytes in a ms, `ratio` by which it becomes less, `delay` in ms. */
interface Way {
  readonly link: number;
  readonly packing: number;
  readonly ratio: number;
  readonly delay: number;
}

/** How long a file takes, in ms. */
function time({ link, packing, ratio, delay }: Way): number {
  const pace = new Pace(0);
  const coming: { at: number; offset: number }[] = [];
  let [now, free, sent, got] = [0, 0, 0, 0];
  while (sent < LENGTH || coming.length > 0) {
    for (;;) {
      const [next] = coming;
      const mustWait = sent >= LENGTH || sent - got > WINDOW - PIECE;
      if (next === undefined || (next.at > now && !mustWait)) break;
      coming.shift();
      now = Math.max(now, next.at);
      got = next.offset;
      pace.got(got, now);
    }
    if (sent >= LENGTH) continue;
    const size = Math.min(PIECE, LENGTH - sent);
    const deflate = pace.deflate(sent);
    now += size / (deflate ? packing : 2e6);
    free = Math.max(free, now) + size / link / (deflate ? ratio : 1);
    sent += size;
    coming.push({ at: free + delay, offset: sent });
  }
  return now;
}

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });

test('it is about as quick as the quicker way', () => {
  const way = fc.record({
    link: double(1e2, 1e6),
    packing: double(5e3, 1e5),
    ratio: double(1.2, 10),
    delay: double(0.1, 100),
  });
  fc.assert(
    fc.property(way, (one) => {
      const byWindow = WINDOW / one.delay / 2;
      const raw = LENGTH / Math.min(one.link, byWindow);
      const deflated = LENGTH / Math.min(one.packing, one.link * one.ratio, byWindow);
      const tries = (5 * WINDOW) / one.link + (3 * WINDOW) / one.packing + 20 * one.delay;
      expect(time(one)).toBeLessThan(1.35 * Math.min(raw, deflated) + tries);
    }),
    { seed, numRuns: 200 },
  );
});

test('over 20 Mbit/s little is lost to trying', () => {
  const took = time({ link: 2_500, packing: 23_000, ratio: 3.3, delay: 20 });
  expect(took).toBeLessThan((1.04 * LENGTH) / 2_500 / 3.3);
});

test('a fast link does not wait for the processor', () => {
  const took = time({ link: 200_000, packing: 23_000, ratio: 3.3, delay: 1 });
  expect(took).toBeLessThan((1.25 * LENGTH) / 200_000);
});
