import { expect, test } from 'vitest';
import { sparesOutcome } from '../../../main/diagnostics/spares';

const NONE = { ready: 0, making: 0, trouble: null };

test('as many as are wanted are ready, or will be', () => {
  const says = (ready: number, making: number) =>
    sparesOutcome({ status: { ...NONE, ready, making }, count: 2 });
  expect(says(2, 0)).toEqual({ kind: 'passed', says: '2 of 2 ready' });
  expect(says(1, 1)).toEqual({ kind: 'passed', says: '1 of 2 ready, 1 starting' });
});

test('why there are not as many is told with what to do: sessions can be used all the same', () => {
  const trouble = { code: 'forbidden', message: 'You may not patch pods.', fix: 'Ask for it.' };
  const told = { kind: 'warned', what: '1 of 2 ready', why: trouble.message };
  const status = { ...NONE, ready: 1, trouble };
  expect(sparesOutcome({ status, count: 2 })).toEqual({ ...told, fix: 'Ask for it.' });
  const { fix: _, ...words } = trouble;
  const outcome = sparesOutcome({ status: { ...status, trouble: words }, count: 2 });
  expect(outcome).toMatchObject({ ...told, fix: expect.stringContaining('tried again') });
});

test('where none is to be kept nothing is amiss', () =>
  expect(sparesOutcome({ status: NONE, count: 0 }).kind).toBe('unchecked'));
