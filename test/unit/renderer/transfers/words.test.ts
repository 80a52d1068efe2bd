import { expect, test } from 'vitest';
import type { Transfer, TransferState } from '../../../../preload/contract';
import { SessionId, TransferId } from '../../../../preload/contract';
import { amountWords, inOrder, transferWords } from '../../../../renderer/terminal/transfers/words';

const MB = 1_000_000;
const amount = (done: number, total: number, files = { done: 0, total: 1 }) => ({
  done,
  total,
  files,
  counting: false,
});
let last = 0;
function transfer(state: TransferState, more: Partial<Transfer> = {}): Transfer {
  last += 1;
  const id = TransferId.parse(last.toString(16).padStart(32, '0'));
  const session = SessionId.parse('s1abc');
  const names = {
    what: 'file',
    name: 'a.csv',
    to: '/work',
    at: null,
    forSpreadsheet: false,
  } as const;
  return { id, session, direction: 'send', ...names, group: id, state, askedAt: last, ...more };
}
const text = (state: TransferState, more: Partial<Transfer> = {}) =>
  transferWords(transfer(state, more)).text;

test('amounts name the unit once where it is the same', () => {
  expect(amountWords({ done: 38.2 * MB, total: 61 * MB })).toBe('38.2 of 61.0 MB');
  expect(amountWords({ done: 900, total: 61 * MB })).toBe('900 bytes of 61.0 MB');
  // A file that grew says no more than all of it.
  expect(amountWords({ done: 70 * MB, total: 61 * MB })).toBe('61.0 of 61.0 MB');
});

test('what moves says how far, how fast, and how long', () => {
  const moving = { kind: 'moving', speed: 4.1 * MB, left: 6000 } as const;
  expect(text({ ...moving, amount: amount(38.2 * MB, 61 * MB) })).toBe(
    '38.2 of 61.0 MB, 4.1 MB/s, 6 s left',
  );
  const files = { done: 120, total: 1500 };
  expect(text({ ...moving, amount: amount(1 * MB, 2 * MB, files), speed: null, left: null })).toBe(
    '120 of 1,500 files, 1.0 of 2.0 MB',
  );
});

test('the same at both ends is said of what is there alone', () => {
  const done = { kind: 'done' as const, skipped: 0, notes: [], at: 0 };
  const one = amount(5, 5, { done: 1, total: 1 });
  expect(text({ ...done, amount: one })).toBe('Sent to /work, the same at both ends');
  const sheet = { direction: 'fetch', to: 'Downloads', forSpreadsheet: true } as const;
  expect(text({ ...done, amount: one }, sheet)).toBe(
    'Saved to Downloads, the same but for formulas, which are text',
  );
  expect(text({ ...done, amount: one }, { direction: 'fetch', to: 'Downloads' })).toBe(
    'Saved to Downloads, the same at both ends',
  );
  const many = amount(5, 5, { done: 500, total: 500 });
  expect(text({ ...done, amount: many, notes: ['x was left out'] }, { what: 'folder' })).toBe(
    '500 files sent to /work, the same at both ends; 1 left out',
  );
  const none = amount(0, 5);
  expect(text({ ...done, amount: none, skipped: 1 })).toBe('Skipped: the name was taken');
  expect(text({ ...done, amount: none, notes: ['a.csv was left out: it is a link.'] })).toBe(
    'a.csv was left out: it is a link.',
  );
});

test('what needs a person comes first, what is over last with the newest first', () => {
  const done = { kind: 'done' as const, amount: amount(1, 1), skipped: 0, notes: [], at: 0 };
  const list = [
    transfer(done, { name: 'old' }),
    transfer({ kind: 'waiting' }, { name: 'waits' }),
    transfer(done, { name: 'new' }),
    transfer({ kind: 'moving', amount: amount(0, 1), speed: null, left: null }, { name: 'moves' }),
    transfer({ kind: 'asking', amount: amount(0, 1), name: 'x', there: 'file' }, { name: 'asks' }),
  ];
  expect(inOrder(list).map(({ name }) => name)).toEqual(['asks', 'moves', 'waits', 'new', 'old']);
});

test('what has no room in the row is told beside it', () => {
  const error = { code: 'disk-full', message: 'The disk is full', fix: 'Make room' };
  const failed = { kind: 'failed', amount: amount(1, 2), error, canRetry: true, at: 0 } as const;
  expect(transferWords(transfer(failed))).toMatchObject({
    text: 'The disk is full',
    more: ['Make room'],
  });
  const notes = ['a link was left out'];
  const done = { kind: 'done', amount: amount(1, 1), skipped: 0, notes, at: 0 } as const;
  expect(transferWords(transfer(done)).more).toEqual(notes);
  expect(transferWords(transfer({ kind: 'waiting' })).more).toEqual([]);
});
