/** Transfers of files and folders, as windows ask for them, with a real agent at the other end. */
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pathOf } from '../../../../main/sessions/transfers/files-client';
import { SessionId } from '../../../../preload/contract';
import { Transfer } from '../../../../preload/transfers';
import { sha256Of } from './place';
import { kinds, QueuePlace, SESSION, settledList, until } from './queue-place';

const MB = 1_000_000;
let q: QueuePlace;

beforeEach(() => {
  q = new QueuePlace();
});

afterEach(() => q.end());

test.each(['send', 'fetch'] as const)(
  'a %s of a taken name asks, and does what is said',
  async (way) => {
    const transfers = q.start();
    const [from, to] =
      way === 'send' ? [q.ours.bind(q), q.theirs.bind(q)] : [q.theirs.bind(q), q.ours.bind(q)];
    const target = (name: string) => (way === 'send' ? q.place.remote(name) : q.place.local(name));
    for (const name of ['a.csv', 'b.csv', 'c.csv']) {
      from(name, `new ${name}`);
      to(name, 'old');
    }
    const ask = async (name: string) => {
      if (way === 'send') await transfers.send(SESSION, [q.place.local(name)], pathOf(''));
      else transfers.fetch(SESSION, [pathOf(name)], q.place.folder);
      const list = await settledList(transfers);
      const asking = list.find(({ state }) => state.kind === 'asking');
      expect(asking?.state).toMatchObject({ name, there: 'file' });
      expect(readFileSync(target(name), 'utf8')).toBe('old');
      return Transfer.parse(asking).id;
    };
    transfers.answer(await ask('a.csv'), 'replace', false);
    transfers.answer(await ask('b.csv'), 'keep-both', false);
    transfers.answer(await ask('c.csv'), 'skip', false);
    await until(transfers, (list) => kinds(list).every((kind) => kind === 'done'));
    expect(readFileSync(target('a.csv'), 'utf8')).toBe('new a.csv');
    expect(readFileSync(target('b.csv'), 'utf8')).toBe('old');
    expect(readFileSync(target('b (2).csv'), 'utf8')).toBe('new b.csv');
    expect(readFileSync(target('c.csv'), 'utf8')).toBe('old');
    expect(transfers.list().map(({ state }) => 'skipped' in state && state.skipped)).toEqual([
      0, 0, 1,
    ]);
  },
);

test('an answer for all holds for what was asked for together', async () => {
  const names = ['a', 'b', 'c', 'd'];
  for (const name of names) {
    q.ours(name, 'new');
    q.theirs(name, 'old');
  }
  const transfers = q.start();
  await transfers.send(
    SESSION,
    names.map((name) => q.place.local(name)),
    pathOf(''),
  );
  const [first] = await until(transfers, (list) => kinds(list).includes('asking'));
  const asking = transfers.list().find(({ state }) => state.kind === 'asking') ?? first;
  transfers.answer(Transfer.parse(asking).id, 'replace', true);
  await until(transfers, (list) => kinds(list).every((kind) => kind === 'done'));
  for (const name of names) expect(readFileSync(q.place.remote(name), 'utf8')).toBe('new');
});

test('a few go at a time, the others wait, and all come to an end', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `f${index}`);
  for (const name of names) q.ours(name, randomBytes(2 * MB));
  const transfers = q.start();
  let most = 0;
  transfers.on('changed', () => {
    const running = kinds(transfers.list()).filter((kind) => kind === 'moving').length;
    most = Math.max(most, running);
  });
  await transfers.send(
    SESSION,
    names.map((name) => q.place.local(name)),
    pathOf(''),
  );
  expect(kinds(transfers.list()).filter((kind) => kind === 'waiting').length).toBeGreaterThan(7);
  await settledList(transfers);
  expect(kinds(transfers.list())).toEqual(names.map(() => 'done'));
  expect(most).toBeLessThanOrEqual(4);
  for (const name of names)
    expect(sha256Of(q.place.remote(name))).toBe(sha256Of(q.place.local(name)));
  // The connection is let go of when nothing moves.
  expect(q.place.seen.filter(({ type }) => type === 'hello')).toHaveLength(1);
  await vi.waitFor(() => expect(q.place.host.programs.size).toBe(0));
});

test('what is dropped of a session that is gone is gone', async () => {
  q.ours('a', randomBytes(5 * MB));
  const transfers = q.start();
  const begun = new Promise<void>((resolve) => q.whenMoved(2 * MB, resolve));
  await transfers.send(SESSION, [q.place.local('a')], pathOf(''));
  await begun;
  await transfers.dropSession(SESSION);
  expect(transfers.list()).toEqual([]);
  expect(q.kept()).toEqual([]);
});

test('what is not there is refused at once', async () => {
  const transfers = q.start();
  const sending = transfers.send(SESSION, [q.place.local('no')], pathOf(''));
  await expect(sending).rejects.toMatchObject({ code: 'not-found' });
  expect(transfers.list()).toEqual([]);
});

test('a file goes to the very place that a person chose, whatever is there', async () => {
  q.theirs('new.csv', 'new');
  const chosen = q.ours('as I say.csv', 'old');
  const transfers = q.start();
  transfers.fetch(SESSION, [pathOf('new.csv')], q.place.folder, { target: chosen });
  const [transfer] = await settledList(transfers);
  expect(transfer?.state.kind).toBe('done');
  expect(readFileSync(chosen, 'utf8')).toBe('new');
  expect(transfer && transfers.placeOf(SESSION, transfer.id)).toBe(chosen);
});

test('a CSV for a spreadsheet comes with its formulas as text, and with nothing else beside it', async () => {
  const csv = 'name,note\nx,=1+1\ny,"@sum(a;b)"\n';
  q.theirs('of.csv', csv);
  const chosen = q.place.local('of.csv');
  const transfers = q.start();
  transfers.fetch(SESSION, [pathOf('of.csv')], q.place.folder, {
    target: chosen,
    forSpreadsheet: true,
  });
  const [transfer] = await settledList(transfers);
  expect(transfer).toMatchObject({ forSpreadsheet: true, state: { kind: 'done' } });
  expect(readFileSync(chosen, 'utf8')).toBe(`name,note\nx,'=1+1\ny,"'@sum(a;b)"\n`);
  const [here, there] = [statSync(chosen), statSync(q.place.remote('of.csv'))];
  expect(Math.floor(here.mtimeMs)).toBe(Math.floor(there.mtimeMs));
  expect(here.mode & 0o777).toBe(there.mode & 0o644);
  expect(q.place.names.local).toEqual(['of.csv']);
});

test('one with formulas that is there already is no answer to who wants them as text', async () => {
  q.theirs('of.csv', 'a\n=1\n');
  q.ours('of.csv', 'a\n=1\n');
  const transfers = q.start();
  transfers.fetch(SESSION, [pathOf('of.csv')], q.place.folder, { forSpreadsheet: true });
  const [asking] = await settledList(transfers);
  expect(asking?.state.kind).toBe('asking');
  if (asking !== undefined) transfers.answer(asking.id, 'replace', false);
  await vi.waitFor(() => expect(transfers.list()[0]?.state.kind).toBe('done'), 10_000);
  expect(readFileSync(q.place.local('of.csv'), 'utf8')).toBe("a\n'=1\n");
});

test('what cannot be made safe for a spreadsheet does not come at all', async () => {
  q.theirs('wide.csv', Buffer.from('\ufeffa\n=1\n', 'utf16le'));
  const transfers = q.start();
  transfers.fetch(SESSION, [pathOf('wide.csv')], q.place.folder, { forSpreadsheet: true });
  const [transfer] = await settledList(transfers);
  expect(transfer?.state).toMatchObject({ kind: 'failed', error: { code: 'bad-encoding' } });
  expect(q.place.names.local).toEqual([]);
});

test('what is told of where it goes is where it is', async () => {
  q.theirs('a\nb.csv', 'x');
  q.theirs('in/taken.csv', 'old');
  const transfers = q.start();
  const other = SessionId.parse('s2abc');
  transfers.fetch(SESSION, [Buffer.from('a\nb.csv')], q.place.folder);
  const [fetched] = await settledList(transfers);
  if (fetched === undefined) throw new Error('there is none');
  const place = transfers.placeOf(SESSION, fetched.id) ?? '';
  expect(readFileSync(place, 'utf8')).toBe('x');
  // Another session's window is told nothing.
  expect(transfers.placeOf(other, fetched.id)).toBeNull();
  await transfers.forget(other, fetched.id);
  expect(transfers.list()).toHaveLength(1);
  await transfers.forget(SESSION, fetched.id);
  expect(transfers.list()).toEqual([]);

  const group = await transfers.send(SESSION, [q.ours('taken.csv', 'new')], pathOf('in'));
  const [asks] = await settledList(transfers);
  expect(asks).toMatchObject({ to: '/work/in', group, state: { kind: 'asking' } });
  if (asks !== undefined) transfers.answer(asks.id, 'keep-both', false);
  const [sent] = await until(transfers, (list) => kinds(list)[0] === 'done');
  expect(Buffer.from(sent?.at ?? '', 'base64').toString()).toBe('in/taken (2).csv');
  expect(readFileSync(q.place.remote('in/taken (2).csv'), 'utf8')).toBe('new');
});
