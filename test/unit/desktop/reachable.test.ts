import { describe, expect, test } from 'vitest';
import { isReachable } from '../../../main/desktop/reachable';

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
