/** What a transfer finds of itself, and what it keeps: its own files are no question, and folders look as they did. */
import { chmodSync, mkdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../../../../main/failure';
import { pathOf } from '../../../../main/sessions/transfers/files-client';
import { Journal } from '../../../../main/sessions/transfers/queue/journal';
import type { Transfers } from '../../../../main/sessions/transfers/queue/transfers';
import { kinds, pathsIn, QueuePlace, SESSION, settledList } from './queue-place';

const WAYS = ['send', 'fetch'] as const;
type Way = (typeof WAYS)[number];
let q: QueuePlace;

beforeEach(() => {
  q = new QueuePlace();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await q.end();
});

/** Writes at the end it comes from, writes at the other, and where that is. */
function ends(way: Way) {
  const [ours, theirs] = [q.ours.bind(q), q.theirs.bind(q)];
  const [local, remote] = [q.place.local.bind(q.place), q.place.remote.bind(q.place)];
  return way === 'send'
    ? { from: ours, to: theirs, source: local, target: remote }
    : { from: theirs, to: ours, source: remote, target: local };
}

async function move(transfers: Transfers, way: Way, name: string): Promise<void> {
  if (way === 'send') await transfers.send(SESSION, [q.place.local(name)], pathOf(''));
  else transfers.fetch(SESSION, [pathOf(name)], q.place.folder);
}

test.each(WAYS)(
  'a %s of what is there already asks nothing, of anything else it asks',
  async (way) => {
    const { from, to } = ends(way);
    for (const [name, there] of [
      ['same', 'content'],
      ['as long', 'CONTENT'],
      ['longer', 'contents'],
    ] as const) {
      from(name, 'content');
      to(name, there);
    }
    const transfers = q.start();
    for (const name of ['same', 'as long', 'longer']) await move(transfers, way, name);
    expect(kinds(await settledList(transfers))).toEqual(['done', 'asking', 'asking']);
  },
);

test.each(WAYS)('a %s of a folder into an empty one asks nothing', async (way) => {
  const { from, target } = ends(way);
  from('tree/in/a', 'a');
  mkdirSync(target('tree'));
  const transfers = q.start();
  await move(transfers, way, 'tree');
  expect(kinds(await settledList(transfers))).toEqual(['done']);
  expect(pathsIn(target('tree'))).toEqual(['in/', 'in/a']);
});

test.each(WAYS)('folders keep their modes and times: %s', async (way) => {
  const { from, source, target } = ends(way);
  const folders = ['tree', 'tree/in', 'tree/in/deeper', 'tree/empty'];
  from('tree/in/deeper/a', 'a');
  from('tree/b', 'b');
  mkdirSync(source('tree/empty'));
  const modes = [0o710, 0o500, 0o2755, 0o750];
  for (const [index, name] of [...folders.entries()].reverse()) {
    chmodSync(source(name), modes[index] ?? 0);
    utimesSync(source(name), 1_000 + index, 2_000 + index);
  }
  const transfers = q.start();
  await move(transfers, way, 'tree');
  expect(await settledList(transfers)).toMatchObject([{ state: { kind: 'done', notes: [] } }]);
  const looks = folders.map((name) => statSync(target(name)));
  expect(looks.map(({ mtimeMs }) => mtimeMs)).toEqual([2_000_000, 2_001_000, 2_002_000, 2_003_000]);
  // Its owner can always use it, and nothing runs as somebody else.
  expect(looks.map(({ mode }) => mode & 0o7777)).toEqual([0o710, 0o700, 0o755, 0o750]);
});

test('what cannot all be written down is not begun at all', async () => {
  for (const name of ['a', 'b', 'c']) q.ours(name, name);
  const transfers = q.start();
  const write = Journal.prototype.write;
  let left = 2;
  vi.spyOn(Journal.prototype, 'write').mockImplementation(function (this: Journal, record) {
    left -= 1;
    if (left < 0) throw new Failure('disk-full', 'The disk of this computer is full.');
    write.call(this, record);
  });
  const paths = ['a', 'b', 'c'].map((name) => q.place.local(name));
  const sent = transfers.send(SESSION, paths, pathOf(''));
  await expect(sent).rejects.toMatchObject({ code: 'disk-full' });
  expect(transfers.list()).toEqual([]);
  expect(pathsIn(join(q.profile, 'transfers'))).toEqual([]);
  expect(q.place.names.remote).toEqual([]);
});
