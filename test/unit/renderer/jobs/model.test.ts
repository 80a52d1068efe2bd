/** The list of jobs: what is listed, in which order and sections, and what is found. */
import { describe, expect, it } from 'vitest';
import type { Job } from '../../../../preload/contract';
import { entriesOf, filtered, sectionsOf } from '../../../../renderer/ui/jobs/model';
import { groupReason, listWords } from '../../../../renderer/ui/jobs/words';
import { aSession } from '../../support/a-session';

const NOW = new Date(2026, 10, 24, 12).getTime();
const HOUR = 3_600_000;
const job = (id: string, more: Partial<Job> = {}): Job => ({
  id,
  kind: 'gam',
  argv: ['gam', 'print', id],
  startedAt: NOW,
  endedAt: NOW,
  exit: { code: 0 },
  rows: null,
  parent: null,
  ...more,
});
const one = aSession('abcde', { name: 'Lists' });
const gone = aSession('bcdef', {
  name: 'Gone',
  state: {
    kind: 'ended',
    at: NOW,
    expected: true,
    cause: 'asked',
    reason: 'by you',
    detail: '',
    exit: null,
  },
});
const entries = entriesOf(
  [one, gone],
  [
    {
      session: one.id,
      jobs: [
        job('old', { startedAt: NOW - 30 * HOUR }),
        job('users', { startedAt: NOW - HOUR, exit: { code: 18 } }),
        job('part', { parent: 'users' }),
        job('runs', { endedAt: null, exit: null }),
      ],
    },
    {
      session: gone.id,
      jobs: [job('cut', { endedAt: null, exit: null, startedAt: NOW - 2 * HOUR })],
    },
  ],
);
const ids = (list: readonly { job: Job }[]) => list.map((entry) => entry.job.id);
const all = { session: null, shown: 'all', text: '' } as const;

describe('the list of jobs', () => {
  it('has what runs first, then days, the newest first; what ended with its session does not run', () => {
    expect(sectionsOf(entries, NOW).map(({ title, entries: of }) => [title, ids(of)])).toEqual([
      ['Running', ['runs']],
      ['Today', ['users', 'cut']],
      ['Yesterday', ['old']],
    ]);
  });

  it('finds by text, state and session', () => {
    expect(ids(filtered(entries, { ...all, text: ' USERS' }, NOW))).toEqual(['users']);
    expect(ids(filtered(entries, { ...all, shown: 'running' }, NOW))).toEqual(['runs']);
    expect(ids(filtered(entries, { ...all, shown: 'failed' }, NOW))).toEqual(['users', 'cut']);
    expect(ids(filtered(entries, { ...all, session: gone.id }, NOW))).toEqual(['cut']);
  });
});

describe('words of jobs', () => {
  it.each([
    [{ exit: { code: 22 } }, 'Answer: a group (22)'],
    [{ exit: { code: 18 } }, 'Failed: sign in again (18)'],
    [{ exit: { code: 8 } }, 'Stopped: by Ctrl-C (8)'],
    [{ rows: { done: 2000, failed: 37, total: 2000 } }, '1,963 done, 37 failed'],
    [{ rows: { done: 58, failed: 0, total: 58 } }, '58 of 58 done'],
  ])('%o', (more, words) => expect(listWords(job('a', more), false, NOW)).toBe(words));

  it('gives the meaning of a code where GAM said nothing, and shows what is hidden', () => {
    expect(groupReason({ code: 57, reason: null })).toBe('It exists already');
    expect(groupReason({ code: 99, reason: null })).toBe('Exit code 99');
    expect(groupReason({ code: 50, reason: 'a\u202eb' })).toBe('a‹U+202E›b');
  });
});
