/** What is shown of usage, and when memory is nearly full: once, and not at a peak that is over at once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsageSample } from '../../../../preload/contract';
import { isMemoryNear, memory, metersOf } from '../../../../renderer/terminal/usage/model';

const MEBI = 2 ** 20;
const sample = (seconds: number, mebi: number, more: Partial<UsageSample> = {}): UsageSample => ({
  at: seconds * 1000,
  cpu: 0.34,
  memory: mebi * MEBI,
  memoryLimit: 512 * MEBI,
  disk: 1_000_000,
  diskLimit: null,
  ...more,
});

describe('meters', () => {
  it('say what is used now, and of how much', () => {
    expect(metersOf([sample(0, 100), sample(5, 211)]).map(({ words }) => words)).toEqual([
      '34 %',
      '211 MiB of 512 MiB',
      '1.0 MB',
    ]);
    expect(metersOf([]).map(({ words }) => words)).toEqual([null, null, null]);
    expect(memory(1.5 * 1024 * MEBI)).toBe('1.5 GiB');
  });

  it('keep every point in their chart, whatever an agent tells', () => {
    const number = fc.option(fc.double({ min: 0, max: 1e15, noNaN: true }));
    const limit = fc.option(fc.double({ min: 1, max: 1e15, noNaN: true }));
    const any = fc.record({
      at: fc.nat(),
      cpu: number,
      memory: number,
      memoryLimit: limit,
      disk: number,
      diskLimit: limit,
    });
    fc.assert(
      fc.property(fc.array(any), (samples) => {
        for (const { points } of metersOf(samples))
          expect(points.every(({ part }) => part >= 0 && part <= 1)).toBe(true);
      }),
    );
  });
});

describe('memory that is nearly full', () => {
  it('is so for a while', () => {
    const near = [sample(0, 100), sample(5, 470), sample(10, 480)];
    expect(isMemoryNear(near)).toBe(false);
    expect(isMemoryNear([...near, sample(15, 470)])).toBe(true);
    expect(isMemoryNear([...near, sample(15, 300)])).toBe(false);
  });

  it('needs a limit', () => {
    const none = { memoryLimit: null };
    expect(isMemoryNear([sample(0, 900, none), sample(15, 900, none)])).toBe(false);
  });
});
