/** Many small files to a session, with a real agent at the other end. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pathOf } from '../../../../main/sessions/transfers/files-client';
import { Place, sha256Of } from './place';

let place: Place;

beforeEach(() => {
  place = new Place();
});

afterEach(() => place.end());

const calls = (op: string) =>
  place.seen.filter((frame) => frame.type === 'call' && frame.call.op === op).length;

/** The bundles that are sent from now on: how many files each has, and how many were not answered yet when it went. */
function watchBundles() {
  const bundles: { files: number; underWay: number }[] = [];
  let underWay = 0;
  place.out = (frame) => {
    if (frame.type === 'call' && frame.call.op === 'put-at-once') {
      bundles.push({
        files: Array.isArray(frame.call['files']) ? frame.call['files'].length : 0,
        underWay,
      });
      underWay += 1;
    }
    return [frame];
  };
  place.back = (frame) => {
    if (frame.type === 'reply' && frame.reply.ok?.['files'] !== undefined) underWay -= 1;
    return [frame];
  };
  return bundles;
}

/** Files of up to `most` bytes on this side. */
function ours(count: number, most = 4_000): string[] {
  return Array.from({ length: count }, (_, index) => {
    place.write(place.local(`f${index}`), randomBytes(index % most));
    return `f${index}`;
  });
}

test('1,000 arrive whole, without a round trip for each', async () => {
  const names = ours(1_000);
  const client = place.client();
  const bundles = watchBundles();
  await Promise.all(names.map((name) => client.put(place.local(name), pathOf(name))));
  for (const name of names) expect(sha256Of(place.remote(name))).toBe(sha256Of(place.local(name)));
  expect(calls('put')).toBe(0);
  expect(bundles.reduce((sum, { files }) => sum + files, 0)).toBe(1_000);
  // How soon files are read decides how many go together; but none may leave half full while it could wait for others.
  for (const { files, underWay } of bundles) if (underWay > 0) expect(files).toBe(256);
  expect(place.names.remote).toHaveLength(1_000);
});

test('each has its time, and cannot be run', async () => {
  const [name = ''] = ours(1);
  chmodSync(place.local(name), 0o755);
  utimesSync(place.local(name), 1_600_000_000, 1_600_000_000);
  await place.client().put(place.local(name), pathOf('b'));
  const status = statSync(place.remote('b'));
  expect([status.mode & 0o777, status.mtimeMs]).toEqual([0o644, 1_600_000_000_000]);
});

test('each has its own outcome', async () => {
  const [first = '', second = '', third = ''] = ours(3);
  place.write(place.remote('there'), 'old');
  const client = place.client();
  const outcomes = await Promise.allSettled([
    client.put(place.local(first), pathOf('a')),
    client.put(place.local(second), pathOf('there')),
    client.put(place.local('no'), pathOf('x')),
    client.put(place.local(third), pathOf('../x')),
  ]);
  expect(outcomes).toMatchObject([
    { value: { type: 'file' } },
    { reason: { code: 'exists' } },
    { reason: { code: 'not-found' } },
    { reason: { code: 'outside' } },
  ]);
  expect(calls('put-at-once')).toBeLessThan(3);
  expect(place.names.remote).toEqual(['a', 'there']);
  await client.put(place.local(second), pathOf('there'), { replace: true });
  expect(sha256Of(place.remote('there'))).toBe(sha256Of(place.local(second)));
});

test('a bundle whose answer is lost is neither an error nor there twice', async () => {
  const names = ours(50);
  let cuts = 0;
  place.back = (frame) => {
    if (frame.type !== 'reply' || frame.reply.ok?.['files'] === undefined || cuts > 1)
      return [frame];
    cuts += 1;
    place.cut();
    return [];
  };
  const client = place.client();
  await Promise.all(names.map((name) => client.put(place.local(name), pathOf(name))));
  expect(cuts).toBe(2);
  for (const name of names) expect(sha256Of(place.remote(name))).toBe(sha256Of(place.local(name)));
  expect(place.names.remote).toHaveLength(50);
});

test('what another put there meanwhile is not taken for it', async () => {
  const [name = ''] = ours(1);
  place.out = (frame) => {
    if (frame.type !== 'call' || frame.call.op !== 'put-at-once') return [frame];
    place.out = null;
    place.write(place.remote('b'), 'theirs');
    place.cut();
    return [];
  };
  const putting = place.client().put(place.local(name), pathOf('b'));
  await expect(putting).rejects.toMatchObject({ code: 'exists' });
  expect(readFileSync(place.remote('b'), 'utf8')).toBe('theirs');
});

test('one that is cancelled before it goes does not go', async () => {
  const [first = '', second = ''] = ours(2);
  const abort = new AbortController();
  place.connecting = () => abort.abort(new Error('never mind'));
  const client = place.client();
  const putting = client.put(place.local(first), pathOf('a'), { signal: abort.signal });
  const other = client.put(place.local(second), pathOf('b'));
  await expect(putting).rejects.toThrow('never mind');
  await other;
  expect(place.names.remote).toEqual(['b']);
});

test('one that is cancelled while the link is away is not sent again', async () => {
  const [first = '', second = ''] = ours(2);
  const abort = new AbortController();
  place.out = (frame) => {
    if (frame.type !== 'call' || frame.call.op !== 'put-at-once') return [frame];
    place.out = null;
    place.connecting = () => abort.abort(new Error('never mind'));
    place.cut();
    return [];
  };
  const client = place.client();
  const other = client.put(place.local(second), pathOf('b'));
  const putting = client.put(place.local(first), pathOf('a'), { signal: abort.signal });
  await expect(putting).rejects.toThrow('never mind');
  await other;
  expect(place.names.remote).toEqual(['b']);
});

test('an agent that is older takes them one by one', async () => {
  place.back = (frame) => {
    if (frame.type !== 'welcome') return [frame];
    return [{ ...frame, welcome: { ...frame.welcome, capabilities: [] } }];
  };
  const names = ours(20);
  const client = place.client();
  await Promise.all(names.map((name) => client.put(place.local(name), pathOf(name))));
  expect(calls('put-at-once')).toBe(0);
  expect(calls('put')).toBe(20);
  for (const name of names) expect(sha256Of(place.remote(name))).toBe(sha256Of(place.local(name)));
});

test('folders are made, also where the answer is lost', async () => {
  const client = place.client();
  expect(await client.mkdir(pathOf('a'))).toMatchObject({ type: 'folder' });
  await expect(client.mkdir(pathOf('a'))).rejects.toMatchObject({ code: 'exists' });
  place.write(place.remote('file'), '');
  place.back = (frame) => {
    if (frame.type !== 'reply' || frame.reply.ok?.['type'] !== 'folder') return [frame];
    place.back = null;
    place.cut();
    return [];
  };
  expect(await client.mkdir(pathOf('a/b'))).toMatchObject({ type: 'folder' });
  await expect(client.mkdir(pathOf('file'))).rejects.toMatchObject({ code: 'exists' });
  mkdirSync(place.remote('c'));
  await expect(client.mkdir(pathOf('c'))).rejects.toMatchObject({ code: 'exists' });
});

test('text goes compressed both ways over a link that is slow', async () => {
  const text = Buffer.from(
    Array.from({ length: 150_000 }, (_, n) => `user${n}@example.com,Given ${n},/Staff\n`).join(''),
  );
  const local = place.write(place.local('a.csv'), text);
  const client = place.client();
  await client.put(local, pathOf('b.csv'));
  await client.get(pathOf('b.csv'), place.local('c.csv'));
  expect(sha256Of(place.remote('b.csv'))).toBe(sha256Of(local));
  expect(sha256Of(place.local('c.csv'))).toBe(sha256Of(local));
  // This link is not slow, and still now and then so much is on its way.
  expect(place.seen.some(({ type }) => type === 'deflated')).toBe(true);
});
