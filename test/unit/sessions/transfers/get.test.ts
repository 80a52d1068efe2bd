/** Files from a session, with a real agent at the other end. */
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pathOf } from '../../../../main/sessions/transfers/files-client';
import { openPart } from '../../../../main/sessions/transfers/local-parts';
import { LEAST_REACH, MOST_REACH } from '../../../../main/sessions/transfers/reach';
import { Place, sha256, sha256Of } from './place';

const MB = 1_000_000;
let place: Place;

beforeEach(() => {
  place = new Place();
});

afterEach(() => place.end());

/** Does something once, when so many bytes have come. */
function whenCame(bytes: number, act: () => void): void {
  place.back = (frame) => {
    if (frame.type === 'data' && frame.offset >= bytes) {
      place.back = null;
      act();
    }
    return [frame];
  };
}

const gets = () =>
  place.seen.flatMap((frame) =>
    frame.type === 'call' && frame.call.op === 'get' ? [frame.call['offset']] : [],
  );
const theirs = (size: number) => place.write(place.remote('b'), randomBytes(size));

test('20 MB come as they are, private until they are whole', async () => {
  const remote = theirs(20 * MB);
  const modes = new Set<number>();
  const told: number[] = [];
  const got = await place.client().get(pathOf('b'), place.local('a'), {
    progress: ({ done, total }) => {
      expect(total).toBe(20 * MB);
      told.push(done);
      for (const name of place.names.local) {
        expect(name).toMatch(/^\.gamgui-[0-9a-f]{32}\.part$/);
        modes.add(statSync(place.local(name)).mode & 0o777);
      }
    },
  });
  expect(got).toEqual({ size: 20 * MB, sha256: sha256Of(remote) });
  expect(sha256Of(place.local('a'))).toBe(got.sha256);
  expect(place.names.local).toEqual(['a']);
  expect([...modes]).toEqual([0o600]);
  expect(told[0]).toBe(0);
  expect(told.at(-1)).toBe(20 * MB);
  // Each passes as many programs as the bytes do.
  const gots = place.seen.filter(({ type }) => type === 'got');
  // As wide as the window may be, no more than it is on its way without one.
  expect(gots.length).toBeGreaterThanOrEqual(Math.floor((20 * MB) / MOST_REACH));
  expect(gots.length).toBeLessThanOrEqual((20 * MB) / (LEAST_REACH / 2));
});

test('an empty file comes', async () => {
  theirs(0);
  const got = await place.client().get(pathOf('b'), place.local('a'));
  expect(got).toEqual({ size: 0, sha256: sha256(Buffer.alloc(0)) });
  expect(readFileSync(place.local('a'))).toHaveLength(0);
});

test('what comes can be run by nobody, and written by its owner only', async () => {
  const file = await open(theirs(3), 'r');
  await file.chmod(0o777);
  await file.close();
  await place.client().get(pathOf('b'), place.local('a'));
  expect(statSync(place.local('a')).mode & 0o777).toBe(0o644);
});

test('100 files at once share a connection and come whole', async () => {
  const client = place.client();
  const names = Array.from({ length: 100 }, (_, index) => `f${index}`);
  for (const [index, name] of names.entries())
    place.write(place.remote(name), randomBytes(index * 3_000));
  await Promise.all(names.map((name) => client.get(pathOf(name), place.local(name))));
  for (const name of names) expect(sha256Of(place.local(name))).toBe(sha256Of(place.remote(name)));
  expect(place.seen.filter(({ type }) => type === 'hello')).toHaveLength(1);
});

test('what is there is refused, or replaced if that was said', async () => {
  theirs(10);
  place.write(place.local('a'), 'old');
  const client = place.client();
  const refused = client.get(pathOf('b'), place.local('a'));
  await expect(refused).rejects.toMatchObject({ code: 'exists', fix: expect.any(String) });
  expect(place.seen).toEqual([]);
  expect(readFileSync(place.local('a'), 'utf8')).toBe('old');
  await client.get(pathOf('b'), place.local('a'), { replace: true });
  expect(sha256Of(place.local('a'))).toBe(sha256Of(place.remote('b')));
  mkdirSync(place.local('folder'));
  const onFolder = client.get(pathOf('b'), place.local('folder'), { replace: true });
  await expect(onFolder).rejects.toMatchObject({ code: 'not-a-file' });
});

test('what came to be there meanwhile stays', async () => {
  theirs(3 * MB);
  whenCame(2 * MB, () => void place.write(place.local('a'), 'mine'));
  const getting = place.client().get(pathOf('b'), place.local('a'));
  await expect(getting).rejects.toMatchObject({ code: 'exists' });
  expect(readFileSync(place.local('a'), 'utf8')).toBe('mine');
  expect(place.names.local).toEqual(['a']);
});

test('two for one target do not get into each other', async () => {
  theirs(5 * MB);
  const getting = [1, 2].map(() => place.client().get(pathOf('b'), place.local('a')));
  const outcomes = await Promise.allSettled(getting);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(sha256Of(place.local('a'))).toBe(sha256Of(place.remote('b')));
  expect(place.names.local).toEqual(['a']);
});

test('cancelled, nothing is left, and the connection goes on', async () => {
  theirs(20 * MB);
  const abort = new AbortController();
  whenCame(5 * MB, () => abort.abort(new Error('never mind')));
  const client = place.client();
  const getting = client.get(pathOf('b'), place.local('a'), { signal: abort.signal });
  await expect(getting).rejects.toThrow('never mind');
  expect(place.names.local).toEqual([]);
  // What was on its way takes no room in the window.
  await client.get(pathOf('b'), place.local('a'));
  expect(place.seen.filter(({ type }) => type === 'hello')).toHaveLength(1);
});

test('cancelled before there is a connection, nothing is left', async () => {
  const abort = new AbortController();
  place.connecting = () => {
    abort.abort();
    return new Promise(() => {});
  };
  const getting = place.client().get(pathOf('b'), place.local('a'), { signal: abort.signal });
  await expect(getting).rejects.toThrow(/abort/i);
  expect(place.names.local).toEqual([]);
});

test('cancelled while the connection is lost, nothing is left either', async () => {
  theirs(20 * MB);
  const abort = new AbortController();
  whenCame(5 * MB, () => {
    place.connecting = () => {
      abort.abort();
      return new Promise(() => {});
    };
    place.cut();
  });
  const getting = place.client().get(pathOf('b'), place.local('a'), { signal: abort.signal });
  await expect(getting).rejects.toThrow(/abort/i);
  expect(place.names.local).toEqual([]);
});

test('a byte changed on the way is noticed, and nothing is left', async () => {
  theirs(3 * MB);
  place.back = (frame) => {
    if (frame.type !== 'data' || frame.offset === 0) return [frame];
    const data = Buffer.from(frame.data);
    data.writeUInt8(data.readUInt8(0) ^ 1);
    return [{ ...frame, data }];
  };
  const getting = place.client().get(pathOf('b'), place.local('a'));
  await expect(getting).rejects.toMatchObject({ code: 'hash-mismatch' });
  expect(place.names.local).toEqual([]);
});

test('a file that changes while it is read is told, and nothing is left', async () => {
  const remote = theirs(20 * MB);
  whenCame(3 * MB, () => appendFileSync(remote, 'more'));
  const getting = place.client().get(pathOf('b'), place.local('a'));
  await expect(getting).rejects.toMatchObject({ code: 'changed' });
  expect(place.names.local).toEqual([]);
});

test('begins anew when the file was replaced while the connection was lost', async () => {
  theirs(10 * MB);
  for (const size of [12 * MB, 2 * MB]) {
    whenCame(5 * MB, () => {
      place.connecting = () => {
        renameSync(place.write(place.remote('new'), randomBytes(size)), place.remote('b'));
        place.connecting = () => {};
      };
      place.cut();
    });
    const { sha256: hash } = await place.client().get(pathOf('b'), place.local(`a${size}`));
    expect(hash).toBe(sha256Of(place.remote('b')));
    expect(sha256Of(place.local(`a${size}`))).toBe(hash);
    theirs(10 * MB);
  }
});

/** Leaves a part file, and returns its name. */
async function leavePart(): Promise<string> {
  const client = place.client();
  whenCame(5 * MB, () => void client.close());
  const getting = client.get(pathOf('b'), place.local('a'));
  await expect(getting).rejects.toMatchObject({ code: 'closed' });
  const [part, ...more] = place.names.local;
  expect(more).toEqual([]);
  return place.local(part ?? '');
}

test('goes on with what an earlier client left', async () => {
  theirs(10 * MB);
  await leavePart();
  place.seen.length = 0;
  await place.client().get(pathOf('b'), place.local('a'));
  expect(gets()).toEqual([expect.any(Number)]);
  expect(gets()[0]).toBeGreaterThan(3 * MB);
  expect(sha256Of(place.local('a'))).toBe(sha256Of(place.remote('b')));
  expect(place.names.local).toEqual(['a']);
});

test.each([
  ['symbolic', symlinkSync],
  ['hard', linkSync],
])('a %s link in the place of what was left is not followed', async (_, link) => {
  theirs(10 * MB);
  const part = await leavePart();
  renameSync(part, place.local('mine'));
  const before = sha256Of(place.local('mine'));
  link(place.local('mine'), part);
  await place.client().get(pathOf('b'), place.local('a'));
  expect(sha256Of(place.local('mine'))).toBe(before);
  expect(sha256Of(place.local('a'))).toBe(sha256Of(place.remote('b')));
  expect(place.names.local).toEqual(['a', 'mine']);
});

/** What an app that was killed wrote of it: nobody has given it a name to be found by. */
async function leaveKilled(owner: string): Promise<void> {
  const { path, file } = await openPart(place.local('a'), pathOf('b'), owner);
  await file.write(readFileSync(place.remote('b')).subarray(0, 4 * MB));
  await file.close();
  expect(place.names.local).toEqual([basename(path)]);
}

test('what a killed app wrote is gone on with by its owner alone', async () => {
  theirs(10 * MB);
  await leaveKilled('one');
  const client = place.client();
  await client.get(pathOf('b'), place.local('a'), { owner: 'other' });
  await client.get(pathOf('b'), place.local('a'), { replace: true });
  await client.get(pathOf('b'), place.local('a'), { owner: 'one', replace: true });
  expect(gets()).toEqual([0, 0, 4 * MB]);
  expect(sha256Of(place.local('a'))).toBe(sha256Of(place.remote('b')));
  expect(place.names.local).toEqual(['a']);
});

test('of what a killed app wrote nothing is left when it is given up', async () => {
  theirs(10 * MB);
  await leaveKilled('one');
  await place.client().discardGet(pathOf('b'), place.local('a'), 'one');
  expect(place.names.local).toEqual([]);
});

test('part files that nobody comes back to are removed after a day', async () => {
  theirs(1);
  const later = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 25 * 3_600_000);
  const forgotten = place.write(place.local(`.gamgui-${'0'.repeat(32)}.part`), 'x');
  utimesSync(forgotten, 0, 0);
  place.write(place.local('.gamgui-notes.part'), 'x');
  await place.client().get(pathOf('b'), place.local('a'));
  later.mockRestore();
  expect(place.names.local).toEqual(['.gamgui-notes.part', 'a']);
});

/** What every open file is made by. */
async function handles(): Promise<FileHandle> {
  const file = await open(place.write(place.local('x'), ''), 'r');
  const prototype: FileHandle = Object.getPrototypeOf(file);
  await file.close();
  return prototype;
}

test('what came before the disk was full is gone on with', async () => {
  theirs(10 * MB);
  const prototype = await handles();
  const { write } = prototype;
  let left = 20;
  const broken = vi.spyOn(prototype, 'write').mockImplementation(function (
    this: FileHandle,
    ...given
  ) {
    left -= 1;
    if (left < 0) throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
    return Reflect.apply(write, this, given);
  });
  const client = place.client();
  const getting = client.get(pathOf('b'), place.local('a'));
  await expect(getting).rejects.toMatchObject({ code: 'disk-full' });
  broken.mockRestore();
  await client.get(pathOf('b'), place.local('a'));
  expect(gets().at(-1)).toBeGreaterThan(0);
  expect(sha256Of(place.local('a'))).toBe(sha256Of(place.remote('b')));
  expect(place.names.local).toEqual(['a', 'x']);
});

test.each(['write', 'sync'] as const)('a full disk is told about at %s', async (step) => {
  theirs(10 * MB);
  const full = Object.assign(new Error('full'), { code: 'ENOSPC', syscall: step });
  const client = place.client();
  const broken = vi.spyOn(await handles(), step).mockRejectedValueOnce(full);
  const getting = client.get(pathOf('b'), place.local('a'));
  await expect(getting).rejects.toMatchObject({
    code: 'disk-full',
    message: `The disk of this computer is full: ${place.local('a')}`,
    fix: expect.any(String),
  });
  broken.mockRestore();
  expect(place.names.local).toEqual(['x']);
  // What was on its way takes no room in the window.
  await client.get(pathOf('b'), place.local('a'));
});

test('the disk of this computer is told about, with what to do', async () => {
  theirs(1);
  const client = place.client();
  const file = place.write(place.local('file'), '');
  const refusals = [
    [place.local('missing/a'), 'not-found'],
    [`${file}/below`, 'not-a-folder'],
  ] as const;
  for (const [local, code] of refusals) {
    const getting = client.get(pathOf('b'), local);
    await expect(getting).rejects.toMatchObject({ code, message: expect.stringContaining(local) });
  }
  expect(place.seen).toEqual([]);
});

test('what the session refuses keeps its code, and nothing is left', async () => {
  const client = place.client();
  mkdirSync(place.remote('folder'));
  symlinkSync('/etc/passwd', place.remote('link'));
  const refusals = [
    ['no', 'not-found'],
    ['folder', 'not-a-file'],
    ['link', 'outside'],
    ['../config.json', 'outside'],
  ] as const;
  for (const [path, code] of refusals)
    await expect(client.get(pathOf(path), place.local('a'))).rejects.toMatchObject({ code });
  expect(place.names.local).toEqual([]);
});
