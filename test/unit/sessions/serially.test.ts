/** Work that is asked for more often than it can be done. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atOnce } from '../../../main/sessions/serially';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('does what is asked for at once, and what follows together when the pause is over', () => {
  const work = vi.fn();
  const ask = atOnce(work, 100);
  ask();
  expect(work).toHaveBeenCalledTimes(1);
  ask();
  vi.advanceTimersByTime(50);
  ask();
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(50);
  expect(work).toHaveBeenCalledTimes(2);
});

it('does nothing again where nothing was asked, and is at once again after the pause', () => {
  const work = vi.fn();
  const ask = atOnce(work, 100);
  ask();
  vi.advanceTimersByTime(1_000);
  expect(work).toHaveBeenCalledTimes(1);
  ask();
  expect(work).toHaveBeenCalledTimes(2);
});
