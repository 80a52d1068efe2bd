import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tellSessions } from '../../../main/desktop/tell-sessions';
import type { Session } from '../../../preload/contract';
import { aSession } from '../support/a-session';

const session = (n: number, name = 'a') => aSession(`aaaaa${n}`, { name });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is no news is not told', () => {
  const told: Session[][] = [];
  const changed = tellSessions(
    () => [session(1)],
    (list) => told.push(list),
  );
  changed();
  vi.runAllTimers();
  changed();
  expect(told).toEqual([[session(1)]]);
});

test('a long list is told at once, then once for all changes of its pause', () => {
  const told: Session[][] = [];
  let name = 'a';
  const all = () => Array.from({ length: 100 }, (_, n) => session(n, name));
  const changed = tellSessions(all, (list) => told.push(list));
  changed();
  for (name of ['b', 'c', 'd']) changed();
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(99);
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(told.map((list) => list[0]?.name)).toEqual(['a', 'd']);
});
