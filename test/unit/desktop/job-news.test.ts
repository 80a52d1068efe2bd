/** What of jobs is news: ends of long ones that were seen to run, once, with counts and names only. */
import { describe, expect, it } from 'vitest';
import { JobsTold, outcomeWords, progressOf } from '../../../main/desktop/job-news';
import type { Job } from '../../../preload/contract';
import { aSession } from '../support/a-session';

const NOW = 1_000_000;
const session = aSession('abcde', { name: 'Lists' });
const job = (more: Partial<Job> = {}): Job => ({
  id: 'a',
  kind: 'gam',
  argv: ['gam', 'csv', 'secret.csv'],
  startedAt: NOW,
  endedAt: null,
  exit: null,
  rows: null,
  parent: null,
  ...more,
});
const over = (ms: number, more: Partial<Job> = {}) =>
  job({ endedAt: NOW + ms, exit: { code: 0 }, ...more });

function told(...looks: Job[][]) {
  const jobs = new JobsTold();
  return looks.flatMap((list) => jobs.look([{ session, jobs: list }]));
}

describe('news of jobs', () => {
  it('names tenant, session and counts, and nothing of the command', () => {
    const rows = { done: 2000, failed: 37, total: 2000 };
    expect(told([job()], [over(432_000, { rows })])).toEqual([
      {
        id: 'abcde',
        job: 'a',
        title: 'Lists: 1,963 done, 37 failed',
        body: 'Demo domain. The job ended after 7 min.',
      },
    ]);
  });

  it('comes once, of long ones, and not of what was over before', () => {
    expect(told([job()], [over(11_000)], [over(11_000)])).toHaveLength(1);
    expect(told([job()], [over(10_000)])).toEqual([]);
    expect(told([over(11_000)], [over(11_000)])).toEqual([]);
  });

  it('is none of parts of a job, nor of other commands', () => {
    expect(told([job({ parent: 'b' })], [over(11_000, { parent: 'b' })])).toEqual([]);
    expect(told([job({ kind: 'command' })], [over(11_000, { kind: 'command' })])).toEqual([]);
  });

  it.each([
    [{ exit: { code: 18 } }, 'failed'],
    [{ exit: { code: 22 } }, 'answered'],
    [{ exit: { code: 8 }, rows: { done: 12, failed: 0, total: 40 } }, 'stopped at 12 of 40'],
    [{ exit: { code: 137 }, rows: { done: 9, failed: 0, total: null } }, 'ran out of memory at 9'],
    [{ exit: { code: 0 }, rows: { done: 58, failed: 0, total: 58 } }, '58 done'],
  ])('says how it ended: %o', (more, words) => expect(outcomeWords(over(0, more))).toBe(words));
});

describe('progressOf', () => {
  it('is the part of the rows, or that it is not known', () => {
    const later = NOW + 5_000;
    expect(progressOf([job({ rows: { done: 5, failed: 1, total: 20 } })], later)).toBe(0.25);
    expect(progressOf([job()], later)).toBe(2);
    expect(progressOf([job()], NOW + 100)).toBeNull();
    expect(progressOf([over(0)], later)).toBeNull();
  });
});
