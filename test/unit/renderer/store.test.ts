/** What the page shows beside the text. */
import { describe, expect, it } from 'vitest';
import { NOTHING_SHOWN, shownAfter } from '../../../renderer/terminal/store';

describe('shownAfter', () => {
  it('tells a new window of older output that it does not get', () => {
    const message = { type: 'begin', from: 5000, live: 6000, start: 1000 } as const;
    expect(shownAfter(NOTHING_SHOWN, message, 0).earlier).toEqual([{ from: 1000, to: 5000 }]);
  });

  it('tells a new window of output that was gone before it came', () => {
    const message = { type: 'begin', from: 5000, live: 6000, start: 1000 } as const;
    expect(shownAfter(NOTHING_SHOWN, message, 0).gaps).toEqual([{ from: 0, to: 1000 }]);
    const all = { type: 'begin', from: 5000, live: 6000, start: 5000 } as const;
    expect(shownAfter(NOTHING_SHOWN, all, 0)).toMatchObject({
      gaps: [{ from: 0, to: 5000 }],
      earlier: [],
    });
  });

  it('tells a window that comes back of what lies between', () => {
    const message = { type: 'begin', from: 5000, live: 6000, start: 0 } as const;
    expect(shownAfter(NOTHING_SHOWN, message, 4500).earlier).toEqual([{ from: 4500, to: 5000 }]);
  });

  it('says nothing where nothing is missing', () => {
    const message = { type: 'begin', from: 4500, live: 6000, start: 0 } as const;
    expect(shownAfter(NOTHING_SHOWN, message, 4500)).toEqual(NOTHING_SHOWN);
  });

  it('keeps every gap', () => {
    const one = shownAfter(NOTHING_SHOWN, { type: 'gap', from: 0, to: 5 }, 0);
    expect(shownAfter(one, { type: 'gap', from: 9, to: 12 }, 5).gaps).toHaveLength(2);
  });
});
