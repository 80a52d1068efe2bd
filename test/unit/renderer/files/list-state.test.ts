/** Which row is active and which are selected, after any acts and any change of the rows. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  after,
  findText,
  type ListState,
  NONE,
  placesOf,
  settled,
} from '../../../../renderer/terminal/files/list-state';

const abcde = placesOf(['a', 'b', 'c', 'd', 'e']);
const go = (state: ListState<string>, to: number, extend = false) =>
  after(state, abcde, { kind: 'go', to, extend });

describe('the active row', () => {
  test('stays in the list, and is selected alone', () => {
    expect(go(NONE, -1)).toMatchObject({ active: 'a', selected: new Set(['a']) });
    expect(go(NONE, 99)).toMatchObject({ active: 'e', selected: new Set(['e']) });
    expect(after(NONE, placesOf<string>([]), { kind: 'go', to: 0, extend: false })).toBe(NONE);
  });

  test('keeps what it is when rows come before it, and its place when it goes', () => {
    const on = go(NONE, 2);
    expect(settled(on, placesOf(['x', 'a', 'b', 'c']))).toMatchObject({ active: 'c', at: 3 });
    expect(settled(on, placesOf(['a', 'b', 'd', 'e']))).toMatchObject({ active: 'd', at: 2 });
    expect(settled(on, placesOf(['a']))).toMatchObject({ active: 'a', at: 0 });
    expect(settled(on, placesOf<string>([]))).toMatchObject({ active: null });
  });
});

test('a selection grows and shrinks from where it began', () => {
  const from = go(NONE, 2);
  const up = go(from, 0, true);
  expect([...up.selected]).toEqual(['a', 'b', 'c']);
  expect([...go(up, 3, true).selected]).toEqual(['c', 'd']);
  const more = after(go(NONE, 0), abcde, { kind: 'toggle', at: 3 });
  expect([...more.selected]).toEqual(['a', 'd']);
  expect([...after(more, abcde, { kind: 'toggle', at: 0 }).selected]).toEqual(['d']);
  expect(after(more, abcde, { kind: 'all' }).selected.size).toBe(5);
});

test('what is active and selected is always there, whatever is done and comes and goes', () => {
  const keys = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f'));
  const act = fc.oneof(
    fc.record({
      kind: fc.constant('go' as const),
      to: fc.integer({ min: -2, max: 8 }),
      extend: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('toggle' as const), at: fc.integer({ min: -2, max: 8 }) }),
    fc.record({ kind: fc.constant('all' as const) }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, act)), (steps) => {
      let state: ListState<string> = NONE;
      for (const [now, done] of steps) {
        const places = placesOf(now);
        state = settled(after(settled(state, places), places, done), places);
        expect([...state.selected].filter((key) => !now.includes(key))).toEqual([]);
        if (state.active !== null) expect(now[state.at]).toBe(state.active);
        expect(settled(state, places)).toBe(state);
      }
    }),
  );
});

test('typing finds the next that begins so, around the end', () => {
  const texts = ['apple', 'Banana', 'avocado'];
  expect(findText(texts, 'A', 0)).toBe(0);
  expect(findText(texts, 'a', 1)).toBe(2);
  expect(findText(texts, 'b', 2)).toBe(1);
  expect(findText(texts, 'x', 0)).toBe(-1);
  expect(findText([], 'x', 0)).toBe(-1);
});
