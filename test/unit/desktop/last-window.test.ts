/** The last window is closed: the app goes on in a tray that can be seen, and nowhere else. */
import { beforeEach, expect, it, vi } from 'vitest';
import { followLastWindow } from '../../../main/desktop/last-window';
import { DEFAULTS, type Settings } from '../../../preload/contract';

const desk = vi.hoisted(() => ({
  close: async () => {},
  asked: 0,
  answer: 0,
}));

vi.mock('electron', () => ({
  app: {
    on: (_event: string, listener: () => Promise<void>) => {
      desk.close = listener;
    },
  },
  dialog: {
    showMessageBox: async () => {
      desk.asked += 1;
      return { response: desk.answer };
    },
  },
}));

beforeEach(() => {
  desk.asked = 0;
  desk.answer = 0;
});

/** Closes the last window so many times, where the tray is to be seen or not. */
async function close(isSeen: boolean, change: Partial<Settings> = {}, times = 1) {
  let settings: Settings = { ...DEFAULTS, ...change };
  const leave = vi.fn();
  followLastWindow({
    settings: {
      get: () => settings,
      set: (part: Partial<Settings>) => {
        settings = { ...settings, ...part };
      },
    } as never,
    windows: { all: () => [] } as never,
    tray: { isSeen: async () => isSeen, came: Promise.resolve(isSeen) },
    quitting: { leave } as never,
  });
  for (let time = 0; time < times; time++) {
    await desk.close();
  }
  return { left: leave.mock.calls.length, asked: desk.asked, settings };
}

it('stays in the tray, and says so once', async () => {
  const { left, asked, settings } = await close(true, {}, 2);
  expect([left, asked, settings.closeTo, settings.toldTray]).toEqual([0, 1, 'tray', true]);
});

it('quits where there is no tray, and says nothing', async () => {
  expect(await close(false)).toMatchObject({ left: 1, asked: 0 });
});

it('quits where that was chosen, here or in the settings', async () => {
  expect(await close(true, { closeTo: 'quit' })).toMatchObject({ left: 1, asked: 0 });
  desk.answer = 1;
  const { left, settings } = await close(true);
  expect([left, settings.closeTo]).toEqual([1, 'quit']);
});
