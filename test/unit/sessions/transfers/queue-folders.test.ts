import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pathOf } from '../../../../main/sessions/transfers/files-client';
import { Transfer } from '../../../../preload/transfers';
import { sha256Of } from './place';
import { aFolder, kinds, pathsIn, QueuePlace, SESSION, settledList, until } from './queue-place';

const MB = 1_000_000;
let q: QueuePlace;

beforeEach(() => {
  q = new QueuePlace();
});

afterEach(() => q.end());

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
  expect(q.calls('put')).toBe(2);
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

test('a folder goes on with what is not there yet', async () => {
  aFolder((name, data) => q.ours(name, data));
  const first = q.start();
  const begun = new Promise<void>((resolve) => q.whenMoved(MB, resolve));
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
  expect(q.moved()).toBeLessThan(4 * MB);
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
