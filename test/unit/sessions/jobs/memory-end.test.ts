/** Jobs that ended as memory ran out, which only their place saw. */
import { describe, expect, it } from 'vitest';
import { endBy } from '../../../../main/sessions/end-words';
import { tiedToMemory } from '../../../../main/sessions/jobs/memory-end';
import type { Job, Restart } from '../../../../preload/contract';
import { outcomeOf } from '../../../../preload/outcome';

const AT = 10_000_000;
const job = (more: Partial<Job> = {}): Job => ({
  id: 'a',
  kind: 'gam',
  argv: ['gam'],
  startedAt: AT - 500_000,
  endedAt: AT + 30_000,
  exit: { signal: 'KILL' },
  rows: null,
  parent: null,
  ...more,
});
const MEMORY: Restart = { reason: 'out-of-memory', at: AT };
const tie = (one: Job, restart?: Restart, cause?: 'out-of-memory' | 'evicted') =>
  tiedToMemory([one], { restart, end: cause === undefined ? null : endBy(cause) })[0];

describe('a job that was killed', () => {
  it('is out of memory where it ran when its session was started again for that', () => {
    const tied = tie(job(), MEMORY);
    expect(tied?.cause).toBe('out-of-memory');
    expect(tied && outcomeOf(tied)).toBe('out-of-memory');
  });

  it.each<[string, Job, Restart | undefined]>([
    ['there was no restart', job(), undefined],
    ['the restart had another reason', job(), { reason: 'killed', at: AT }],
    ['it had ended long before', job({ endedAt: AT - 120_000 }), MEMORY],
    ['it began long after', job({ startedAt: AT + 120_000, endedAt: AT + 130_000 }), MEMORY],
    ['another signal ended it', job({ exit: { signal: 'INT' } }), MEMORY],
    ['it exited by itself', job({ exit: { code: 1 } }), MEMORY],
  ])('is not where %s', (_, one, restart) => {
    expect(tie(one, restart)).toBe(one);
    expect(outcomeOf(one)).not.toBe('out-of-memory');
  });

  it('is out of memory where its session ended for that under it', () => {
    const running = job({ exit: null, endedAt: null });
    expect(tie(running, undefined, 'out-of-memory')).toMatchObject({ cause: 'out-of-memory' });
    expect(tie(running, undefined, 'evicted')).toBe(running);
  });

  it('leaves the list the same where there is none', () => {
    const jobs = [job({ exit: { code: 0 } })];
    expect(tiedToMemory(jobs, { restart: MEMORY, end: null })).toBe(jobs);
  });
});
