import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tellSessions } from '../../../main/desktop/tell-sessions';
import { DEMO } from '../../../main/tenants';
import { type Session, SessionId } from '../../../preload/contract';

const session = (n: number, name = 'a'): Session => ({
  id: SessionId.parse(`aaaaa${n}`),
  name,
  tenant: DEMO,
  backend: 'local',
  place: { title: 'Local', detail: '', why: '' },
  size: 'standard',
  state: { kind: 'attached' },
  createdAt: 0,
  endsAt: null,
  job: null,
  watched: true,
});

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
