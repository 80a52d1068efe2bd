/** Which rows are in sight: all of them can be scrolled to, however many there are. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowOf } from '../../../../renderer/terminal/files/windowing';

const rows = fc.record({
  count: fc.oneof(fc.nat(50), fc.nat(20_000_000)),
  row: fc.integer({ min: 10, max: 60 }),
  height: fc.integer({ min: 0, max: 2_000 }),
});

test('the frame is filled, from the first row to the last', () => {
  fc.assert(
    fc.property(rows, fc.double({ min: -0.1, max: 1.1, noNaN: true }), (all, through) => {
      const { count, row, height } = all;
      const { whole } = windowOf(all, 0);
      const scrolled = through * Math.max(0, whole - height);
      const { first, last, top } = windowOf(all, scrolled);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(last).toBeLessThanOrEqual(count);
      expect(first).toBeLessThanOrEqual(last);
      expect(last - first).toBeLessThanOrEqual(height / row + 2);
      const at = Math.min(Math.max(0, scrolled), Math.max(0, whole - height));
      // Nothing of the frame is empty where there are rows for it.
      expect(top).toBeLessThanOrEqual(at + 1e-6);
      if (count > 0 && height > 0)
        expect(top + (last - first) * row).toBeGreaterThanOrEqual(
          Math.min(at + height, whole) - 1e-3,
        );
    }),
  );
});

test('the ends can be reached, and nothing is taller than a browser takes', () => {
  fc.assert(
    fc.property(rows, (all) => {
      fc.pre(all.height > 0 && all.count > 0);
      const { whole } = windowOf(all, 0);
      expect(whole).toBeLessThan(2 ** 25);
      expect(windowOf(all, 0).first).toBe(0);
      expect(windowOf(all, whole).last).toBe(all.count);
    }),
  );
});
