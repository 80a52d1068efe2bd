import { expect, test } from 'vitest';
import type { Transfer, TransferState } from '../../../../preload/contract';
import { SessionId, SessionPath, TransferId } from '../../../../preload/contract';
import { arrived } from '../../../../renderer/terminal/drop/arrived';

const at = SessionPath.parse(Buffer.from('new (2).csv').toString('base64'));
const id = TransferId.parse('0'.repeat(32));
const amount = (done: number) => ({
  done,
  total: 10,
  files: { done: done === 10 ? 1 : 0, total: 1 },
  counting: false,
});
const one = (state: TransferState): Transfer => ({
  id,
  session: SessionId.parse('s1abc'),
  direction: 'send',
  what: 'file',
  name: 'new.csv',
  to: '/work',
  at,
  forSpreadsheet: false,
  group: id,
  state,
  askedAt: 0,
});
const done = one({ kind: 'done', amount: amount(10), skipped: 0, notes: [], at: 0 });
const moving = (bytes: number) =>
  one({ kind: 'moving', amount: amount(bytes), speed: null, left: null });

test('a path is known once no question can come any more', () => {
  expect(arrived([])).toBeNull();
  expect(arrived([one({ kind: 'waiting' })])).toBeNull();
  expect(arrived([moving(0)])).toBeNull();
  const asking = { kind: 'asking', name: 'new.csv', there: 'file', amount: amount(0) } as const;
  expect(arrived([done, one(asking)])).toBeNull();
  expect(arrived([moving(5), done])).toEqual([at, at]);
});

test('what was skipped, cancelled or failed is not typed', () => {
  const skipped = one({ kind: 'done', amount: amount(0), skipped: 1, notes: [], at: 0 });
  const error = { code: 'disk-full', message: 'It is full' };
  const failed = one({ kind: 'failed', amount: amount(5), error, canRetry: true, at: 0 });
  expect(arrived([skipped, failed, one({ kind: 'cancelled', at: 0 })])).toEqual([]);
});
