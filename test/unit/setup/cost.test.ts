/** docs/cost.md says what its inputs make of it. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimate, podHour } from '../../../setup/cost/compute.mjs';
import { LIMITS } from '../../../setup/cost/inputs.mjs';
import { page } from '../../../setup/cost/page.mjs';

const sizes = fc.integer({ min: 1, max: 1_000_000 });

test('the page is as `npm run cost` makes it', () => {
  expect(readFileSync('docs/cost.md', 'utf8')).toBe(page());
});

test('an hour costs at least its pod', () => {
  fc.assert(
    fc.property(sizes, (sessions) => {
      expect(estimate(sessions).sessionHour).toBeGreaterThan(podHour());
    }),
  );
});

test('more sessions never take less', () => {
  fc.assert(
    fc.property(sizes, sizes, (one, more) => {
      const [few, many] = [estimate(one), estimate(one + more)];
      for (const key of ['pods', 'nodes', 'clusters', 'requests'] as const)
        expect(many[key]).toBeGreaterThanOrEqual(few[key]);
    }),
  );
});

test('so many clusters keep each below its limits', () => {
  fc.assert(
    fc.property(sizes, (sessions) => {
      const { first, clusters } = estimate(sessions);
      expect(Object.keys(LIMITS)).toContain(first.name);
      expect(first.share / clusters).toBeLessThanOrEqual(0.7);
    }),
  );
});
