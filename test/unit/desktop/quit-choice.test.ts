/** What quitting does: it asks where something could be lost, whatever was remembered. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quitWay, quitWords } from '../../../main/desktop/quit/choice';
import type { Job, Session } from '../../../preload/contract';
import { aSession } from '../support/a-session';

const JOB: Job = {
  id: 'j',
  kind: 'gam',
  argv: ['gam', 'print', 'users'],
  startedAt: 0,
  endedAt: null,
  exit: null,
  rows: null,
  parent: null,
};
const idle = aSession('idles');
const busy = aSession('works', { job: JOB });

it.each<[string, Session[], Session[], 'ask' | 'leave' | 'end', 'ask' | 'leave' | 'end']>([
  ['nothing runs', [], [], 'ask', 'leave'],
  ['one runs', [idle], [], 'ask', 'ask'],
  ['leaving is remembered', [busy], [], 'leave', 'leave'],
  ['ending is remembered', [idle], [], 'end', 'end'],
  ['ending is remembered, but a job runs', [busy], [], 'end', 'ask'],
  ['keys wait', [idle], [idle], 'leave', 'ask'],
])('%s', (_name, running, unsent, setting, way) => {
  expect(quitWay({ running, unsent, setting })).toBe(way);
});

it('never loses keys, nor ends a job, without a question', () => {
  const some = fc.subarray([idle, busy]);
  const setting = fc.constantFrom('ask' as const, 'leave' as const, 'end' as const);
  fc.assert(
    fc.property(some, some, setting, (running, unsent, remembered) => {
      const way = quitWay({ running, unsent, setting: remembered });
      if (unsent.length > 0) expect(way).toBe('ask');
      if (running.includes(busy)) expect(way).not.toBe('end');
    }),
  );
});

it('says what would be lost', () => {
  const words = quitWords({ running: [idle, busy], unsent: [busy], setting: 'ask' });
  expect(words.message).toBe('Leave 2 sessions running?');
  expect(words.detail).toContain('1 running job would stop.');
  expect(words.detail).toContain('has not reached works yet');
});
