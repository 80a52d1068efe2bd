/** The last jobs of a session: what runs stays, and of what has ended the oldest go. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobToShow, withJob } from '../../../../main/sessions/jobs/job-list';
import { type Job, MOST_JOBS } from '../../../../preload/contract';

const job = (id: string, more: Partial<Job> = {}): Job => ({
  id,
  kind: 'gam',
  argv: ['gam'],
  startedAt: 0,
  endedAt: null,
  exit: null,
  rows: null,
  parent: null,
  ...more,
});
const ended = { endedAt: 1, exit: { code: 0 } };

describe('withJob', () => {
  it('keeps as many as an agent tells of, all that run, and the newest of the others', () =>
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 3 * MOST_JOBS }), (runs) => {
        const jobs = runs.map((one, at) => job(String(at), one ? {} : ended));
        const kept = jobs.reduce<readonly Job[]>(withJob, []);
        const running = jobs.filter(({ endedAt }) => endedAt === null);
        expect(running.every((one) => kept.includes(one))).toBe(true);
        expect(kept.length).toBeLessThanOrEqual(Math.max(MOST_JOBS, running.length));
        expect(kept).toEqual(jobs.filter((one) => kept.includes(one)));
        const last = jobs.at(-1);
        if (last !== undefined) expect(kept.at(-1)).toBe(last);
      }),
    ));

  it('puts news of a job where the job is', () => {
    const jobs = [job('a'), job('b')];
    expect(withJob(jobs, job('a', ended)).map(({ id, endedAt }) => [id, endedAt])).toEqual([
      ['a', 1],
      ['b', null],
    ]);
  });
});

describe('jobToShow', () => {
  it('is the last that runs, else the last; parts of a job are not shown', () => {
    expect(jobToShow([job('a'), job('b', ended)])?.id).toBe('a');
    expect(jobToShow([job('a', ended), job('b', ended)])?.id).toBe('b');
    expect(jobToShow([job('a', ended), job('b', { parent: 'a' })])?.id).toBe('a');
    expect(jobToShow([])).toBeNull();
  });
});
