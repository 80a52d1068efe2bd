/** Quitting and ending all: what is asked, what is done, and what is said of what could not be done. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EndOrLeave } from '../../../main/desktop/quit/question';
import { Failure } from '../../../main/failure';
import { DEFAULTS, type Session, type SessionId, type Settings } from '../../../preload/contract';
import { aSession } from '../support/a-session';

/** What the dialogs of this test say, and what they are answered. */
const desk = vi.hoisted(() => ({
  said: [] as { message: string; detail: string }[],
  answers: [] as { response: number; checkboxChecked?: boolean }[],
}));

vi.mock('electron', () => ({
  dialog: {
    showMessageBox: async (options: { message: string; detail: string }) => {
      desk.said.push(options);
      return { checkboxChecked: false, response: 0, ...desk.answers.shift() };
    },
  },
}));

beforeEach(() => {
  desk.said.length = 0;
  desk.answers.length = 0;
});

/** An app with these sessions; `end` ends one, or fails. */
function app(ids: string[], end: (id: SessionId) => Promise<void> = async () => {}) {
  let there: Session[] = ids.map((id) => aSession(id));
  let settings: Settings = DEFAULTS;
  const progress: number[] = [];
  const unsent = new Map<string, number>();
  let left = 0;
  const parts = {
    sessions: {
      list: () => there,
      waiting: (id: SessionId) => unsent.get(id) ?? 0,
      end: async (id: SessionId) => {
        await end(id);
        there = there.filter((one) => one.id !== id);
      },
    },
    settings: {
      get: () => settings,
      set: (change: Partial<Settings>) => {
        settings = { ...settings, ...change };
        return settings;
      },
    },
    windows: {
      home: () => ({
        isDestroyed: () => false,
        setProgressBar: (part: number) => progress.push(part),
      }),
      close: () => {},
    },
    leave: () => {
      left += 1;
    },
  };
  const question = new EndOrLeave(parts as never);
  return {
    question,
    progress,
    unsent,
    ids: () => there.map(({ id }) => id),
    left: () => left,
    settings: () => settings,
  };
}

describe('quitting', () => {
  it('asks nothing where nothing runs', async () => {
    const { question, left } = app([]);
    await question.quit();
    expect([left(), desk.said]).toEqual([1, []]);
  });

  it('leaves all running where that is answered, and keeps the answer where that is wanted', async () => {
    const { question, left, ids, settings } = app(['first', 'other']);
    desk.answers.push({ response: 0, checkboxChecked: true });
    await question.quit();
    expect([left(), ids().length, settings().quit]).toEqual([1, 2, 'leave']);
    await question.quit();
    expect(desk.said).toHaveLength(1);
  });

  it('does nothing where it is cancelled, whatever the box says', async () => {
    const { question, left, ids, settings } = app(['first']);
    desk.answers.push({ response: 2, checkboxChecked: true });
    await question.quit();
    expect([left(), ids().length, settings().quit]).toEqual([0, 1, 'ask']);
  });

  it('ends all, shows how far it is, and goes when nothing is left', async () => {
    const { question, left, ids, progress } = app(['first', 'other']);
    desk.answers.push({ response: 1 });
    await question.quit();
    await vi.waitFor(() => expect(left()).toBe(1));
    expect([ids(), progress]).toEqual([[], [0, 0.5, -1]]);
  });

  it('stays, and says what could not be ended and why', async () => {
    const { question, left, ids } = app(['first', 'other'], async (id) => {
      if (id === 'other') throw new Failure('no-cluster', 'The cluster does not answer.');
    });
    desk.answers.push({ response: 1 });
    await question.quit();
    await vi.waitFor(() => expect(desk.said).toHaveLength(2));
    expect(desk.said[1]?.message).toBe('1 session could not be ended.');
    expect(desk.said[1]?.detail).toContain('other: The cluster does not answer.');
    expect([left(), ids()]).toEqual([0, ['other']]);
  });

  it('asks whether to wait while sessions are being ended', async () => {
    const { question, left } = app(['first'], () => new Promise(() => {}));
    desk.answers.push({ response: 1 }, { response: 0 }, { response: 1 });
    await question.quit();
    await question.quit();
    expect([left(), desk.said[1]?.message]).toEqual([0, 'Still being ended: 1 session.']);
    await question.quit();
    expect(left()).toBe(1);
  });

  it('tells of keys that were not sent, also where leaving is remembered', async () => {
    const { question, unsent, left } = app(['first']);
    desk.answers.push({ response: 0, checkboxChecked: true });
    await question.quit();
    unsent.set('first', 3);
    desk.answers.push({ response: 2 });
    await question.quit();
    expect(desk.said[1]?.detail).toContain('What you typed has not reached first yet');
    expect(left()).toBe(1);
  });

  it('asks one question at a time', async () => {
    const { question } = app(['first']);
    desk.answers.push({ response: 2 });
    await Promise.all([question.quit(), question.quit(), question.endAll()]);
    expect(desk.said).toHaveLength(1);
  });
});

describe('ending all', () => {
  it('asks with the safe answer first, and goes on', async () => {
    const { question, ids, left } = app(['first', 'other']);
    desk.answers.push({ response: 1 });
    await question.endAll();
    expect(ids()).toHaveLength(2);
    desk.answers.push({ response: 0 });
    await question.endAll();
    await vi.waitFor(() => expect(ids()).toEqual([]));
    expect(left()).toBe(0);
    expect(desk.said[0]?.message).toBe('End all 2 sessions?');
  });
});
