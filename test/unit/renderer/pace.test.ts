import { expect, test } from 'vitest';
import type { Job, Session } from '../../../preload/contract';
import { paceOfList, paceOfWindow } from '../../../renderer/ui/pace';
import { aSession } from '../support/a-session';

const NOW = 1_000_000;
const MINUTE = 60_000;

const OLD = aSession('aaaaa', { createdAt: NOW - MINUTE });
const lost = {
  kind: 'reconnecting',
  nextTryAt: NOW + 5000,
  reason: 'no network',
  seenAt: null,
  offline: false,
} as const;
const live = { kind: 'live', latencyMs: 3 } as const;

function job(startedAt: number, endedAt: number | null): Job {
  return {
    id: 'a',
    kind: 'gam',
    parent: null,
    argv: ['gam'],
    startedAt,
    endedAt,
    exit: null,
    rows: null,
  };
}

test.each<[string, Partial<Session>, number]>([
  ['nothing moves', {}, 30_000],
  ['a young session', { createdAt: NOW - MINUTE + 1 }, 1000],
  ['the next try', { state: lost }, 1000],
  ['a young job', { job: job(NOW - 5000, null) }, 1000],
  ['an old job', { job: job(NOW - MINUTE, null) }, 30_000],
  ['a job that has ended', { job: job(NOW - 5000, NOW - 1000) }, 30_000],
])('the list, %s', (_, part, pace) => {
  expect(paceOfList([OLD, { ...OLD, ...part }], NOW)).toBe(pace);
});

test('a window counts seconds for its link and its job', () => {
  expect(paceOfWindow(OLD, live, NOW)).toBe(30_000);
  expect(paceOfWindow(OLD, lost, NOW)).toBe(1000);
  expect(paceOfWindow({ ...OLD, job: job(NOW, null) }, live, NOW)).toBe(1000);
});
