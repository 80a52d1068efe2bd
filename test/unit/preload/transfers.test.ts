/** What a window may ask of transfers, and what it may not. */
import { expect, test } from 'vitest';
import {
  ClashAnswer,
  Transfer,
  TransferId,
  transferCalls,
  transferPushes,
} from '../../../preload/transfers';

const id = TransferId.parse('0'.repeat(32));
const takes = (channel: keyof typeof transferCalls, input: unknown) =>
  transferCalls[channel].input.safeParse(input).success;

test('paths of this computer are whole, paths of a session are bytes', () => {
  for (const path of ['/home/a/b.csv', 'C:\\a', 'c:/a', '\\\\server\\share\\a'])
    expect(takes('transfers.send', { paths: [path], to: '' })).toBe(true);
  for (const path of ['', 'a', './a', 'file:///a', 'C:a'])
    expect(takes('transfers.send', { paths: [path], to: '' })).toBe(false);
  expect(takes('transfers.send', { paths: ['/a'], to: '../x' })).toBe(false);
  expect(takes('transfers.fetch', { paths: ['YS9i'], to: 'downloads', single: true })).toBe(true);
});

test('where a fetched file goes is not for a page to say', () => {
  expect(takes('transfers.fetch', { paths: ['YQ=='], to: '/etc', single: true })).toBe(false);
  expect(
    takes('transfers.fetch', { paths: ['YQ=='], to: 'ask', single: true, folder: '/etc' }),
  ).toBe(false);
});

test('what is asked for is bounded, and known', () => {
  expect(takes('transfers.send', { paths: [], to: '' })).toBe(false);
  expect(takes('transfers.send', { paths: Array(1_001).fill('/a'), to: '' })).toBe(false);
  for (const answer of ClashAnswer.options)
    expect(takes('transfers.answer', { id, answer, forAll: true })).toBe(true);
  expect(takes('transfers.answer', { id, answer: 'append', forAll: true })).toBe(false);
  expect(takes('transfers.cancel', { id: '../x' })).toBe(false);
});

test('a list that is told is a list of transfers', () => {
  const amount = { done: 1, total: 2, files: { done: 0, total: 1 }, counting: false };
  const transfer = Transfer.parse({
    id,
    session: 's1abc',
    direction: 'send',
    what: 'file',
    name: 'a.csv',
    to: '/work',
    at: null,
    forSpreadsheet: false,
    group: id,
    state: { kind: 'moving', amount, speed: null, left: null },
    askedAt: 0,
  });
  expect(transferPushes['transfers.changed'].parse([transfer])).toEqual([transfer]);
});
