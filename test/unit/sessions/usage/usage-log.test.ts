/** Ten minutes are kept, and a window is woken only for what a person could tell apart. */
import { describe, expect, it } from 'vitest';
import { UsageLog } from '../../../../main/sessions/usage/usage-log';
import { USAGE_MS, type UsageSample } from '../../../../preload/contract';

const MEBI = 2 ** 20;
const sample = (at: number, mebi: number): UsageSample => ({
  at,
  cpu: 0.001,
  memory: mebi * MEBI,
  memoryLimit: null,
  disk: null,
  diskLimit: null,
});

describe('the log of usage', () => {
  it('keeps ten minutes', () => {
    const log = new UsageLog();
    for (let at = 0; at <= 2 * USAGE_MS; at += 5000) log.add(sample(at, 1));
    expect(log.samples.at(0)?.at).toBe(USAGE_MS + 5000);
    expect(log.samples.at(-1)?.at).toBe(2 * USAGE_MS);
  });

  it('tells what is another to a person, until nobody listens', () => {
    const log = new UsageLog();
    const heard: number[] = [];
    const stop = log.listen(({ at }) => heard.push(at));
    log.add(sample(0, 10));
    log.add(sample(1, 10.1));
    log.add(sample(2, 11));
    stop();
    log.add(sample(3, 99));
    expect(heard).toEqual([0, 2]);
    expect(log.samples).toHaveLength(4);
  });
});
