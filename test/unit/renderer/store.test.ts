/** What the page shows beside the text. */
import { describe, expect, it } from 'vitest';
import { NOTHING_SHOWN, shownAfter } from '../../../renderer/terminal/store';

const at = (next: number) => ({ next, now: 100_000, echoes: true });

describe('shownAfter', () => {
  it('tells a new window of older output that it does not get', () => {
    const message = { type: 'begin', from: 5000, live: 6000, start: 1000 } as const;
    expect(shownAfter(NOTHING_SHOWN, message, at(0)).earlier).toEqual([{ from: 1000, to: 5000 }]);
  });

  it('tells a new window of output that was gone before it came', () => {
    const message = { type: 'begin', from: 5000, live: 6000, start: 1000 } as const;
    expect(shownAfter(NOTHING_SHOWN, message, at(0)).gaps).toEqual([{ from: 0, to: 1000 }]);
    const all = { type: 'begin', from: 5000, live: 6000, start: 5000 } as const;
    expect(shownAfter(NOTHING_SHOWN, all, at(0))).toMatchObject({
      gaps: [{ from: 0, to: 5000 }],
      earlier: [],
    });
  });

  it('tells a window that comes back of what lies between', () => {
    const message = { type: 'begin', from: 5000, live: 6000, start: 0 } as const;
    expect(shownAfter(NOTHING_SHOWN, message, at(4500)).earlier).toEqual([
      { from: 4500, to: 5000 },
    ]);
  });

  it('says nothing where nothing is missing', () => {
    const message = { type: 'begin', from: 4500, live: 6000, start: 0 } as const;
    expect(shownAfter(NOTHING_SHOWN, message, at(4500))).toEqual(NOTHING_SHOWN);
  });

  it('keeps every gap', () => {
    const one = shownAfter(NOTHING_SHOWN, { type: 'gap', from: 0, to: 5 }, at(0));
    expect(shownAfter(one, { type: 'gap', from: 9, to: 12 }, at(5)).gaps).toHaveLength(2);
  });

  it('tells how long the link was away, and what came in', () => {
    const away = { reason: 'cut', nextTryAt: null, offline: false, seenAt: 52_000 };
    const lost = { type: 'link', state: { kind: 'reconnecting', ...away } } as const;
    const begin = { type: 'begin', from: 10, live: 700, start: 0 } as const;
    const shown = shownAfter(shownAfter(NOTHING_SHOWN, lost, at(10)), begin, at(10));
    expect(shown.back).toEqual({ awayMs: 48_000, came: 690 });
    expect(shownAfter(NOTHING_SHOWN, begin, at(10)).back).toBeNull();
  });

  it('settles whether keys may be shown as the first of them is typed', () => {
    const waits = { type: 'waiting', since: 1, asks: false } as const;
    const typed = (text: string) => ({ ...waits, bytes: text.length, data: Buffer.from(text) });
    const silent = { ...at(0), echoes: false };
    const one = shownAfter(NOTHING_SHOWN, typed('s'), silent);
    expect(shownAfter(one, typed('se'), at(0)).waiting?.readable).toBe(false);
    const none = shownAfter(one, { ...typed(''), since: null }, at(0));
    expect(none.waiting).toBeNull();
    expect(shownAfter(none, typed('l'), at(0)).waiting?.readable).toBe(true);
  });
});
