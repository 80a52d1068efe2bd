/** Transfers of files and folders, as windows ask for them, with a real agent at the other end. */
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../../../../main/failure';
import { pathOf } from '../../../../main/sessions/transfers/files-client';
import { SessionId } from '../../../../preload/contract';
import { Transfer } from '../../../../preload/transfers';
import { sha256Of } from './place';
import { kinds, pathsIn, QueuePlace, SESSION, settledList, until } from './queue-place';

const MB = 1_000_000;
let q: QueuePlace;

beforeEach(() => {
  q = new QueuePlace();
});

afterEach(() => q.end());

const calls = (op: string) =>
  q.place.seen.filter((frame) => frame.type === 'call' && frame.call.op === op).length;
const moved = () =>
  q.place.seen.reduce((sum, frame) => sum + (frame.type === 'data' ? frame.data.length : 0), 0);
const kept = () => readdirSync(join(q.profile, 'transfers'));

/** Does something once, when so many bytes of a file are on their way. */
function whenMoved(bytes: number, act: () => void): void {
  const see = (frame: { type: string; offset?: number }) => {
    if (frame.type !== 'data' || (frame.offset ?? 0) < bytes) return;
    q.place.out = null;
    q.place.back = null;
    act();
  };
  q.place.out = (frame) => {
    see(frame);
    return [frame];
  };
  q.place.back = (frame) => {
    see(frame);
    return [frame];
  };
}

/** A folder of 300 small files, a large one, an empty one, and folders in folders. */
function aFolder(write: (name: string, data: Uint8Array) => string): void {
  for (let index = 0; index < 300; index += 1)
    write(`tree/${index % 7}/${index % 3}/f${index}`, randomBytes(index));
  write('tree/large', randomBytes(3 * MB));
  write('tree/0/large', randomBytes(MB));
}

test('a folder goes as it is, the empty ones in it too', async () => {
  aFolder((name, data) => q.ours(name, data));
  mkdirSync(q.place.local('tree/empty/er'), { recursive: true });
  const transfers = q.start();
  await transfers.send(SESSION, [q.place.local('tree')], pathOf(''));
  const [transfer] = await settledList(transfers);
  expect(transfer).toMatchObject({ what: 'folder', name: 'tree', direction: 'send' });
  expect(transfer?.state).toMatchObject({
    kind: 'done',
    skipped: 0,
    notes: [],
    amount: { files: { done: 302, total: 302 }, counting: false },
  });
  expect(pathsIn(q.place.host.work)).toEqual(pathsIn(q.place.folder));
  for (const path of pathsIn(q.place.folder))
    if (!path.endsWith('/'))
      expect(sha256Of(q.place.remote(path))).toBe(sha256Of(q.place.local(path)));
  expect(calls('put')).toBe(2);
});

test('a folder comes as it is, and what is neither file nor folder is named', async () => {
  aFolder((name, data) => q.theirs(name, data));
  mkdirSync(q.place.remote('tree/empty'));
  symlinkSync('/etc/passwd', q.place.remote('tree/link'));
  const transfers = q.start();
  transfers.fetch(SESSION, [pathOf('tree')], q.place.folder);
  const [transfer] = await settledList(transfers);
  expect(transfer).toMatchObject({ what: 'folder', name: 'tree', direction: 'fetch' });
  expect(transfer?.state).toMatchObject({
    kind: 'done',
    notes: ['link was left out: it is a link.'],
    amount: { files: { done: 302, total: 302 } },
  });
  rmSync(q.place.remote('tree/link'));
  expect(pathsIn(q.place.folder)).toEqual(pathsIn(q.place.host.work));
  for (const path of pathsIn(q.place.folder))
    if (!path.endsWith('/'))
      expect(sha256Of(q.place.local(path))).toBe(sha256Of(q.place.remote(path)));
});

test('names that a session lists never lead out of the folder', async () => {
  const lie = Buffer.from('../../evil').toString('base64');
  const truth = Buffer.from('tree/a').toString('base64');
  q.theirs('tree/a', 'x');
  q.place.back = (frame) => {
    const entries = frame.type === 'reply' ? frame.reply.ok?.['entries'] : undefined;
    if (frame.type !== 'reply' || !Array.isArray(entries)) return [frame];
    const ok = { ...frame.reply.ok, entries: entries.map((entry) => ({ ...entry, name: lie })) };
    return [{ type: 'reply', reply: { call: frame.reply.call, ok } }];
  };
  q.place.out = (frame) => {
    if (frame.type !== 'call' || frame.call.op !== 'get') return [frame];
    return [{ type: 'call', call: { ...frame.call, path: truth } }];
  };
  mkdirSync(q.place.local('in/here'), { recursive: true });
  const transfers = q.start();
  transfers.fetch(SESSION, [pathOf('tree')], q.place.local('in/here'));
  await settledList(transfers);
  expect(kinds(transfers.list())).toEqual(['done']);
  expect(pathsIn(q.place.folder)).toEqual([
    'in/',
    'in/here/',
    'in/here/tree/',
    'in/here/tree/.._.._evil',
  ]);
});

test('times and modes are kept, and nothing can be run by accident', async () => {
  const local = q.ours('tree/run.sh', 'x');
  chmodSync(local, 0o755);
  const transfers = q.start();
  await transfers.send(SESSION, [q.place.local('tree')], pathOf(''));
  await settledList(transfers);
  const there = statSync(q.place.remote('tree/run.sh'));
  expect(there.mode & 0o777).toBe(0o644);
  expect(Math.floor(there.mtimeMs)).toBe(Math.floor(statSync(local).mtimeMs));
  chmodSync(q.place.remote('tree/run.sh'), 0o777);
  mkdirSync(q.place.local('back'));
  transfers.fetch(SESSION, [pathOf('tree')], q.place.local('back'));
  await settledList(transfers);
  expect(statSync(q.place.local('back/tree/run.sh')).mode & 0o777).toBe(0o644);
});

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

test.each(['send', 'fetch'] as const)('a %s of a folder into one that is there', async (way) => {
  const [from, to] =
    way === 'send' ? [q.ours.bind(q), q.theirs.bind(q)] : [q.theirs.bind(q), q.ours.bind(q)];
  const target = (name: string) => (way === 'send' ? q.place.remote(name) : q.place.local(name));
  from('tree/a', 'new');
  from('tree/in/b', 'new');
  to('tree/a', 'old');
  to('tree/theirs', 'stays');
  const transfers = q.start();
  const ask = async () => {
    if (way === 'send') await transfers.send(SESSION, [q.place.local('tree')], pathOf(''));
    else transfers.fetch(SESSION, [pathOf('tree')], q.place.folder);
    const list = await until(transfers, (all) => kinds(all).includes('asking'));
    const asking = list.find(({ state }) => state.kind === 'asking');
    expect(asking?.state).toMatchObject({ name: 'tree', there: 'folder' });
    return Transfer.parse(asking).id;
  };
  transfers.answer(await ask(), 'keep-both', false);
  await until(transfers, (list) => kinds(list).every((kind) => kind === 'done'));
  expect(pathsIn(target('tree (2)'))).toEqual(['a', 'in/', 'in/b']);
  expect(readFileSync(target('tree/a'), 'utf8')).toBe('old');
  transfers.answer(await ask(), 'replace', false);
  await until(transfers, (list) => kinds(list).every((kind) => kind === 'done'));
  expect(pathsIn(target('tree'))).toEqual(['a', 'in/', 'in/b', 'theirs']);
  expect(readFileSync(target('tree/a'), 'utf8')).toBe('new');
});

test('a file does not take a folder’s place', async () => {
  q.ours('a', 'new');
  mkdirSync(q.place.remote('a'));
  const transfers = q.start();
  await transfers.send(SESSION, [q.place.local('a')], pathOf(''));
  const [asking] = await settledList(transfers);
  expect(asking?.state).toMatchObject({ kind: 'asking', there: 'folder' });
  transfers.answer(Transfer.parse(asking).id, 'replace', false);
  const [failed] = await until(transfers, (list) => kinds(list).includes('failed'));
  expect(failed?.state).toMatchObject({ error: { code: 'not-a-file' }, canRetry: true });
});

test.each(['send', 'fetch'] as const)('a cancelled %s leaves nothing', async (way) => {
  q.ours('a', randomBytes(20 * MB));
  q.theirs('b', randomBytes(20 * MB));
  const transfers = q.start();
  const begun = new Promise<void>((resolve) => whenMoved(5 * MB, resolve));
  if (way === 'send') await transfers.send(SESSION, [q.place.local('a')], pathOf(''));
  else transfers.fetch(SESSION, [pathOf('b')], q.place.folder);
  await begun;
  await transfers.cancel(Transfer.parse(transfers.list()[0]).id);
  expect(kinds(transfers.list())).toEqual(['cancelled']);
  expect(q.place.names).toEqual({ local: ['a'], remote: ['b'] });
  await transfers.forget(SESSION);
  expect(transfers.list()).toEqual([]);
  expect(kept()).toEqual([]);
});

test.each(['send', 'fetch'] as const)(
  'a %s goes on after the app was started again',
  async (way) => {
    q.ours('a', randomBytes(20 * MB));
    q.theirs('b', randomBytes(20 * MB));
    const first = q.start();
    const begun = new Promise<void>((resolve) => whenMoved(10 * MB, resolve));
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
    expect(moved()).toBeLessThan(12 * MB);
    const [here, there] = way === 'send' ? ['a', 'a'] : ['b', 'b'];
    expect(sha256Of(q.place.local(here))).toBe(sha256Of(q.place.remote(there)));
    expect(kinds(q.start().list())).toEqual(['done']);
  },
);

test('a folder goes on with what is not there yet', async () => {
  aFolder((name, data) => q.ours(name, data));
  const first = q.start();
  const begun = new Promise<void>((resolve) => whenMoved(MB, resolve));
  await first.send(SESSION, [q.place.local('tree')], pathOf(''));
  await begun;
  await first.close();
  q.place.seen.length = 0;
  const second = q.start();
  const [transfer] = await settledList(second);
  expect(transfer?.state).toMatchObject({
    kind: 'done',
    amount: { files: { done: 302, total: 302 } },
  });
  expect(pathsIn(q.place.host.work)).toEqual(pathsIn(q.place.folder));
  for (const path of pathsIn(q.place.folder))
    if (!path.endsWith('/'))
      expect(sha256Of(q.place.remote(path))).toBe(sha256Of(q.place.local(path)));
  expect(moved()).toBeLessThan(4 * MB);
});

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
  whenMoved(2 * MB, () => appendFileSync(local, 'more'));
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
  whenMoved(0, () => rmSync(join(q.profile, 'transfers'), { recursive: true }));
  await transfers.send(SESSION, [q.place.local('tree')], pathOf(''));
  const [done] = await settledList(transfers);
  expect(done?.state).toMatchObject({ kind: 'done', amount: { files: { done: 302 } } });
  const second = transfers.send(SESSION, [q.place.local('tree')], pathOf(''));
  await expect(second).rejects.toBeInstanceOf(Failure);
  expect(kinds(transfers.list())).toEqual(['done']);
});

test('one file that cannot be read does not stop the others of its folder', async () => {
  q.ours('tree/a', 'x');
  q.ours('tree/.gamgui-0123456789abcdef.part', 'x');
  q.ours('tree/z/b', 'x');
  const transfers = q.start();
  await transfers.send(SESSION, [q.place.local('tree')], pathOf(''));
  const [failed] = await settledList(transfers);
  expect(failed?.state).toMatchObject({
    kind: 'failed',
    error: { code: 'bad-name', message: expect.stringContaining('1 of 3 files were not moved: ') },
    amount: { files: { done: 2, total: 3 } },
  });
  expect(pathsIn(q.place.host.work)).toEqual(['tree/', 'tree/a', 'tree/z/', 'tree/z/b']);
  // Tried again, only what is not there is sent.
  renameSync(q.place.local('tree/.gamgui-0123456789abcdef.part'), q.place.local('tree/c'));
  q.place.seen.length = 0;
  transfers.retry(Transfer.parse(failed).id);
  const [done] = await until(transfers, (list) => kinds(list).includes('done'));
  expect(done?.state).toMatchObject({ amount: { files: { done: 3, total: 3 } } });
  const sent = q.place.seen.flatMap((frame) => {
    return frame.type === 'call' && frame.call.op === 'put-at-once' ? [frame.call['files']] : [];
  });
  const path = Buffer.from('tree/c').toString('base64');
  expect(sent).toEqual([[expect.objectContaining({ path })]]);
});

test('while the link is away it says so, and goes on by itself', async () => {
  q.ours('a', randomBytes(10 * MB));
  const transfers = q.start();
  let back = () => {};
  whenMoved(5 * MB, () => {
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
  const begun = new Promise<void>((resolve) => whenMoved(2 * MB, resolve));
  await transfers.send(SESSION, [q.place.local('a')], pathOf(''));
  await begun;
  await transfers.dropSession(SESSION);
  expect(transfers.list()).toEqual([]);
  expect(kept()).toEqual([]);
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
