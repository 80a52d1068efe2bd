import { expect, it } from 'vitest';
import { keepSame } from '../../../renderer/ui/keepSame';

it('keeps what did not change, in the new order, and nothing that is gone', () => {
  const before = [
    { id: 'a', state: { kind: 'ready' } },
    { id: 'b', state: { kind: 'ready' } },
    { id: 'c', state: { kind: 'ready' } },
  ];
  const now = [
    { id: 'd', state: { kind: 'ready' } },
    { id: 'b', state: { kind: 'ended' } },
    { id: 'a', state: { kind: 'ready' } },
  ];
  const kept = keepSame(before, now);
  expect(kept).toEqual(now);
  expect(kept[2]).toBe(before[0]);
  expect(kept[1]).toBe(now[1]);
  expect(keepSame(null, now)).toBe(now);
});

it('keeps the list itself where all is as it was', () => {
  const before = [{ id: 'a', state: { kind: 'ready' } }];
  expect(keepSame(before, [{ id: 'a', state: { kind: 'ready' } }])).toBe(before);
  expect(keepSame(before, [])).toEqual([]);
});
