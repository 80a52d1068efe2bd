import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LocalName } from '../../../main/files/local-name';
import type { Fetch } from '../../../main/files/staged-drag';
import { Staging } from '../../../main/files/staging';
import { pathOf } from '../../../main/sessions/transfers/files-client';
import { Place } from '../sessions/transfers/place';

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(async () => {
  vi.useRealTimers();
  await place.end();
});

const staged = () => join(place.folder, 'staged');
const drags = () => (existsSync(staged()) ? readdirSync(staged()) : []);
const name = (text: string) => LocalName.parse(text);

/** Fetches a file of the real session. */
function fetching(remote: string): Fetch {
  const client = place.client();
  return (target, options) => client.get(pathOf(remote), target, options);
}

/** The permission bits. */
function mode(path: string): number {
  return statSync(path).mode & 0o777;
}

test('copies are the user’s alone, each drag’s in a folder of its own, which goes', async () => {
  writeFileSync(place.remote('users.csv'), 'a,b', { mode: 0o777 });
  const staging = new Staging(place.folder);
  const [drag, other] = [await staging.begin(), await staging.begin()];
  const copy = await drag.add([name('users.csv')], fetching('users.csv'));
  const inside = await drag.add([name('d'), name('e'), name('x')], fetching('users.csv'));
  const empty = await other.addFolder([name('empty')]);
  expect(readFileSync(copy, 'utf8')).toBe('a,b');
  await expect(drag.add([name('users.csv')], fetching('users.csv'))).rejects.toMatchObject({
    code: 'exists',
  });
  expect(readFileSync(copy, 'utf8')).toBe('a,b');
  expect([copy, inside].map(mode)).toEqual([0o600, 0o600]);
  for (const folder of [
    staged(),
    join(copy, '..'),
    join(inside, '..'),
    join(inside, '../..'),
    empty,
  ])
    expect(mode(folder)).toBe(0o700);
  await drag.remove();
  expect(existsSync(copy)).toBe(false);
  expect(drags()).toHaveLength(1);
});

test('what a crash left goes at the start, and no link is followed', async () => {
  const outside = join(place.folder, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'kept'), 'x');
  const left = await (await new Staging(place.folder).begin()).addFolder([name('d')]);
  symlinkSync(outside, join(left, 'link'));
  await new Staging(place.folder).clear();
  expect(existsSync(staged())).toBe(false);
  // The folder itself may be one.
  symlinkSync(outside, staged());
  const staging = new Staging(place.folder);
  await staging.clear();
  await staging.begin();
  expect(lstatSync(staged()).isDirectory()).toBe(true);
  expect(readdirSync(outside)).toEqual(['kept']);
});

test('copies go a while after the last one came, never while one comes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  writeFileSync(place.remote('f'), 'x');
  const drag = await new Staging(place.folder, { keptMs: 1_000 }).begin();
  vi.advanceTimersByTime(999);
  let copy = '';
  await drag.add([name('f')], async (target, options) => {
    vi.advanceTimersByTime(5_000);
    expect(options.signal?.aborted).toBe(false);
    writeFileSync(target, 'x');
    copy = target;
  });
  vi.advanceTimersByTime(999);
  expect(existsSync(copy)).toBe(true);
  vi.advanceTimersByTime(1);
  await vi.waitFor(() => expect(drags()).toEqual([]));
});

test('there is room for so many bytes, whatever the session says, and it comes back', async () => {
  writeFileSync(place.remote('six'), '123456');
  writeFileSync(place.remote('large'), Buffer.alloc(3_000_000));
  const staging = new Staging(place.folder, { limit: 10 });
  const drag = await staging.begin();
  await drag.add([name('one')], fetching('six'));
  const full = { code: 'too-large', fix: expect.stringContaining('Save as') };
  await expect(drag.add([name('two')], fetching('six'))).rejects.toMatchObject(full);
  await expect(drag.add([name('l')], fetching('large'))).rejects.toMatchObject(full);
  // One that would never come to its end.
  const endless: Fetch = (_, { signal, progress }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      progress?.({ done: 0, total: 5 });
    });
  await expect(drag.add([name('e')], endless)).rejects.toMatchObject(full);
  // One that is written without a word of its size.
  const silent: Fetch = async (target) => writeFileSync(target, '12345');
  await expect(drag.add([name('s')], silent)).rejects.toMatchObject(full);
  expect(readdirSync(join(staged(), drags()[0] ?? ''))).toEqual(['one']);
  await drag.remove();
  await expect((await staging.begin()).add([name('two')], fetching('six'))).resolves.toBeTruthy();
});

test('what cannot be fetched leaves nothing, and takes no room', async () => {
  const staging = new Staging(place.folder, { limit: 6 });
  const drag = await staging.begin();
  await expect(drag.add([name('a')], fetching('none'))).rejects.toMatchObject({
    code: 'not-found',
  });
  const half: Fetch = async (target, { progress }) => {
    progress?.({ done: 3, total: 6 });
    writeFileSync(target, '123');
    throw new Error('cut');
  };
  await expect(drag.add([name('b')], half)).rejects.toThrow('cut');
  expect(readdirSync(join(staged(), drags()[0] ?? ''))).toEqual([]);
  writeFileSync(place.remote('six'), '123456');
  await drag.add([name('six')], fetching('six'));
});

test('a drag that is removed stops what is being fetched', async () => {
  const drag = await new Staging(place.folder).begin();
  const waiting: Fetch = (_, { signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  const stopped = expect(drag.add([name('f')], waiting)).rejects.toMatchObject({
    code: 'cancelled',
  });
  await drag.remove();
  await stopped;
  await expect(drag.add([name('g')], waiting)).rejects.toMatchObject({ code: 'cancelled' });
  expect(drags()).toEqual([]);
});
