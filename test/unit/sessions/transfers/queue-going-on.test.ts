/** Transfers that are cancelled, interrupted, or met by another start of the app. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../../../main/failure';
import { pathOf } from '../../../../main/sessions/transfers/files-client';
import { Transfer } from '../../../../preload/transfers';
import { sha256Of } from './place';
import { aFolder, kinds, QueuePlace, SESSION, settledList, until } from './queue-place';

const MB = 1_000_000;
let q: QueuePlace;

beforeEach(() => {
  q = new QueuePlace();
});

afterEach(() => q.end());

test.each(['send', 'fetch'] as const)('a cancelled %s leaves nothing', async (way) => {
  q.ours('a', randomBytes(20 * MB));
  q.theirs('b', randomBytes(20 * MB));
  const transfers = q.start();
  const begun = new Promise<void>((resolve) => q.whenMoved(5 * MB, resolve));
  if (way === 'send') await transfers.send(SESSION, [q.place.local('a')], pathOf(''));
  else transfers.fetch(SESSION, [pathOf('b')], q.place.folder);
  await begun;
  await transfers.cancel(Transfer.parse(transfers.list()[0]).id);
  expect(kinds(transfers.list())).toEqual(['cancelled']);
  expect(q.place.names).toEqual({ local: ['a'], remote: ['b'] });
  await transfers.forget(SESSION);
  expect(transfers.list()).toEqual([]);
  expect(q.kept()).toEqual([]);
});

test.each(['send', 'fetch'] as const)(
  'a %s goes on after the app was started again',
  async (way) => {
    q.ours('a', randomBytes(20 * MB));
    q.theirs('b', randomBytes(20 * MB));
    const first = q.start();
    const begun = new Promise<void>((resolve) => q.whenMoved(10 * MB, resolve));
    if (way === 'send') await first.send(SESSION, [q.place.local('a')], pathOf(''));
    else first.fetch(SESSION, [pathOf('b')], q.place.folder);
    await begun;
    await first.close();
    q.place.seen.length = 0;
    const second = q.start();
    const [transfer] = await settledList(second);
    expect(transfer?.state).toMatchObject({
      kind: 'done',
      amount: { done: 20 * MB, total: 20 * MB },
    });
    expect(q.moved()).toBeLessThan(12 * MB);
    const [here, there] = way === 'send' ? ['a', 'a'] : ['b', 'b'];
    expect(sha256Of(q.place.local(here))).toBe(sha256Of(q.place.remote(there)));
    expect(kinds(q.start().list())).toEqual(['done']);
  },
);

test('one that asks asks again after the app was started again', async () => {
  q.ours('a', 'new');
  q.theirs('a', 'old');
  const first = q.start();
  await first.send(SESSION, [q.place.local('a')], pathOf(''));
  await settledList(first);
  await first.close();
  const second = q.start();
  const [asking] = await settledList(second);
  expect(asking?.state.kind).toBe('asking');
  second.answer(Transfer.parse(asking).id, 'replace', false);
  await until(second, (list) => kinds(list).includes('done'));
  expect(readFileSync(q.place.remote('a'), 'utf8')).toBe('new');
});

test('a file that changes while it is read is told, and can be tried again', async () => {
  const local = q.ours('a', randomBytes(5 * MB));
  q.whenMoved(2 * MB, () => appendFileSync(local, 'more'));
  const transfers = q.start();
  await transfers.send(SESSION, [local], pathOf(''));
  const [failed] = await settledList(transfers);
  expect(failed?.state).toMatchObject({
    kind: 'failed',
    error: { code: 'changed' },
    canRetry: true,
  });
  expect(q.place.names.remote).toEqual([]);
  transfers.retry(Transfer.parse(failed).id);
  await until(transfers, (list) => kinds(list).includes('done'));
  expect(sha256Of(q.place.remote('a'))).toBe(sha256Of(local));
});

test('what cannot be written down fails no transfer that is under way, and is no new one', async () => {
  aFolder((name, data) => q.ours(name, data));
  const transfers = q.start();
  // As a full disk does, which root is not kept from writing to otherwise.
  q.whenMoved(0, () => rmSync(join(q.profile, 'transfers'), { recursive: true }));
  await transfers.send(SESSION, [q.place.local('tree')], pathOf(''));
  const [done] = await settledList(transfers);
  expect(done?.state).toMatchObject({ kind: 'done', amount: { files: { done: 302 } } });
  const second = transfers.send(SESSION, [q.place.local('tree')], pathOf(''));
  await expect(second).rejects.toBeInstanceOf(Failure);
  expect(kinds(transfers.list())).toEqual(['done']);
});

test('while the link is away it says so, and goes on by itself', async () => {
  q.ours('a', randomBytes(10 * MB));
  const transfers = q.start();
  let back = () => {};
  q.whenMoved(5 * MB, () => {
    q.place.connecting = () => new Promise((resolve) => (back = resolve));
    q.place.cut();
  });
  await transfers.send(SESSION, [q.place.local('a')], pathOf(''));
  const [paused] = await until(transfers, (list) => kinds(list).includes('paused'));
  expect(paused?.state).toMatchObject({
    reason: expect.any(String),
    nextTryAt: expect.any(Number),
  });
  transfers.retry(Transfer.parse(paused).id);
  q.place.connecting = () => {};
  back();
  await until(transfers, (list) => kinds(list).includes('done'));
  expect(sha256Of(q.place.remote('a'))).toBe(sha256Of(q.place.local('a')));
});

test('without a sign-in it stands still, and goes on after one', async () => {
  q.ours('a', randomBytes(MB));
  const transfers = q.start();
  q.place.connecting = () => {
    throw new Failure('sign-in-again', 'The sign-in is over.');
  };
  await transfers.send(SESSION, [q.place.local('a')], pathOf(''));
  const isStill = ({ state }: Transfer) => state.kind === 'paused' && state.nextTryAt === null;
  const [paused] = await until(transfers, (list) => list.every(isStill));
  expect(paused?.state).toMatchObject({ reason: 'The sign-in is over.' });
  q.place.connecting = () => {};
  transfers.again();
  await until(transfers, (list) => kinds(list).includes('done'));
  expect(sha256Of(q.place.remote('a'))).toBe(sha256Of(q.place.local('a')));
});
