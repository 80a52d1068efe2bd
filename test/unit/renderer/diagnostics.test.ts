/** How targets and checks are worded and sorted. */
import { describe, expect, test } from 'vitest';
import {
  type CheckResult,
  type Outcome,
  type Place,
  TargetKey,
  type TargetReport,
} from '../../../preload/contract';
import {
  checkedPlaceWords,
  firstShown,
  shownOf,
  targetWords,
  whenWords,
} from '../../../renderer/home/diagnostics/words';

const trouble = { what: 'w', why: 'y', fix: 'f' };
const OUTCOMES: Record<Outcome['kind'], Outcome> = {
  passed: { kind: 'passed', says: 's' },
  failed: { kind: 'failed', ...trouble },
  warned: { kind: 'warned', ...trouble },
  unchecked: { kind: 'unchecked', why: 'y' },
};
const results = (...kinds: Outcome['kind'][]): CheckResult[] =>
  kinds.map((kind, id) => ({ id: String(id), title: 't', outcome: OUTCOMES[kind], ms: 1 }));
const report = (all: CheckResult[], more: Partial<TargetReport> = {}): TargetReport => ({
  target: TargetKey.parse('local'),
  state: 'done',
  startedAt: 0,
  endedAt: 2400,
  pending: [],
  results: all,
  ...more,
});

describe('a target', () => {
  test.each([
    [undefined, 'Not checked yet'],
    [report([], { state: 'running', endedAt: null }), 'Checking'],
    [report(results('passed', 'passed')), 'All 2 passed'],
    [report(results('passed', 'unchecked')), '1 passed'],
    [report(results('passed', 'failed', 'warned')), '1 failed, 1 to look at'],
    [report(results('failed', 'failed')), '2 failed'],
    [report(results('warned', 'passed')), '1 to look at'],
    [report(results('unchecked')), 'Not set up'],
    [report(results('passed'), { state: 'cancelled' }), 'Given up'],
  ])('is worded', (one, word) => expect(targetWords(one).word).toBe(word));
});

test('what failed is first, what passed and what could not be checked by themselves', () => {
  const { open, passed, unchecked } = shownOf(results('passed', 'warned', 'unchecked', 'failed'));
  expect([open, passed, unchecked].map((all) => all.map(({ id }) => id))).toEqual([
    ['3', '1'],
    ['0'],
    ['2'],
  ]);
});

test.each([
  [3, 3],
  [8, 8],
  [9, 9],
  [17, 7],
])('of %d that passed %d are shown', (passed, shown) => expect(firstShown(passed)).toBe(shown));

test('when it was checked, and how long that took', () =>
  expect(whenWords(report([]))).toMatch(/^\d\d:\d\d, 2\.4 s\.$/));

describe('a place in the side bar', () => {
  const place = (status: Place['status']): Place => ({
    backend: 'local',
    title: 'Local',
    about: '',
    status,
  });
  const ready = place({ kind: 'ready', text: 'GAM 7' });

  test('says what failed of its checks, where it can be used itself', () => {
    const words = checkedPlaceWords(ready, [report(results('passed', 'failed'))]);
    expect(words).toMatchObject({ word: 'Failed a check', second: 't', tone: 'bad' });
  });

  test.each([
    ['nothing failed', ready, [report(results('passed', 'warned'))], 'Ready'],
    ['nothing was checked', ready, [], 'Ready'],
    [
      'it says itself that it cannot be used',
      place({ kind: 'unusable', error: { code: 'c', message: 'm' } }),
      [report(results('failed'))],
      'Cannot be used',
    ],
  ])('is as it says itself where %s', (_, one, reports, word) =>
    expect(checkedPlaceWords(one, reports).word).toBe(word),
  );
});
