import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isReachable, reachablePlace } from '../../../main/desktop/reachable';
import { count, seed } from '../chance';

const screen = { x: 0, y: 0, width: 1440, height: 900 };
const window = { x: 100, y: 100, width: 1000, height: 640 };

describe('a remembered place can be reached', () => {
  test('on the screen', () => expect(isReachable(window, [screen])).toBe(true));
  test('when its title bar can still be dragged', () =>
    expect(isReachable({ ...window, x: 1300 }, [screen])).toBe(true));
  test('on a second screen', () =>
    expect(isReachable({ ...window, x: 1500 }, [screen, { ...screen, x: 1440 }])).toBe(true));
});

describe('a remembered place cannot be reached', () => {
  test('when its screen is gone', () =>
    expect(isReachable({ ...window, x: 1500 }, [screen])).toBe(false));
  test('when too little of it shows', () =>
    expect(isReachable({ ...window, x: 1330 }, [screen])).toBe(false));
  test('when its title bar is above the screen', () =>
    expect(isReachable({ ...window, y: -10 }, [screen])).toBe(false));
  test('when its title bar is below the screen', () =>
    expect(isReachable({ ...window, y: 870 }, [screen])).toBe(false));
  test('without any screen', () => expect(isReachable(window, [])).toBe(false));
});

/** A window, or a screen that is no smaller than any is. */
const rectangle = (least: number) =>
  fc.record({
    x: fc.integer({ min: -8_000, max: 8_000 }),
    y: fc.integer({ min: -8_000, max: 8_000 }),
    width: fc.integer({ min: least, max: 6_000 }),
    height: fc.integer({ min: least, max: 6_000 }),
  });

describe('a window that comes back', () => {
  test('can be reached whatever screens there are, and stays where that is so already', () => {
    const screens = fc.array(rectangle(320), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(rectangle(100), screens, (last, all) => {
        const place = reachablePlace(last, all);
        expect(isReachable(place, all)).toBe(true);
        if (isReachable(last, all)) expect(place).toEqual(last);
        expect(place.width).toBeLessThanOrEqual(last.width);
        expect(place.height).toBeLessThanOrEqual(last.height);
      }),
      { seed, numRuns: count },
    );
  });

  test('is moved no further than to the edge of the nearest screen, and keeps its size', () => {
    const left = { ...screen, x: -1440 };
    const onGone = { ...window, x: 1500 };
    expect(reachablePlace(onGone, [left, screen])).toEqual({ ...onGone, x: 440 });
  });

  test('is cut where the screen is smaller', () => {
    const small = { x: 0, y: 24, width: 800, height: 576 };
    expect(reachablePlace({ ...window, x: 3000 }, [small])).toEqual(small);
  });

  test('stays where it was while there is no screen', () =>
    expect(reachablePlace(window, [])).toEqual(window));
});
