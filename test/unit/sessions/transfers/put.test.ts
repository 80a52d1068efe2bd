/** Files to a session, with a real agent at the other end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pathOf } from '../../../../main/sessions/transfers/files-client';
import type { Frame } from '../../../../main/sessions/wire/frames';
import { PYTHON } from '../../support/agent-host';
import { Place, sha256, sha256Of } from './place';

const MB = 1_000_000;
let place: Place;

beforeEach(() => {
  place = new Place();
});

afterEach(() => place.end());

/** Does something once, when so many bytes are on their way. */
function whenSent(bytes: number, act: () => readonly Frame[] | undefined): void {
  let done = false;
  place.out = (frame) => {
    if (done || frame.type !== 'data' || frame.offset < bytes) return [frame];
    done = true;
    return act() ?? [frame];
  };
}

const sent = () => place.seen.filter((frame) => frame.type === 'data');
const calls = (op: string) =>
  place.seen.flatMap((frame) =>
    frame.type === 'call' && frame.call.op === op ? [frame.call] : [],
  );

test('20 MB arrive as they are, with progress to the end', async () => {
  const data = randomBytes(20 * MB);
  const local = place.write(place.local('a'), data);
  const told: number[] = [];
  const entry = await place.client().put(local, pathOf('b'), {
    progress: ({ done, total }) => {
      expect(total).toBe(data.length);
      told.push(done);
    },
  });
  expect(entry).toMatchObject({ type: 'file', size: data.length });
  expect(Buffer.from(entry.name).toString()).toBe('b');
  expect(sha256Of(place.remote('b'))).toBe(sha256(data));
  expect(told[0]).toBe(0);
  expect(told.at(-1)).toBe(data.length);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(Math.floor(statSync(place.remote('b')).mtimeMs)).toBe(Math.floor(statSync(local).mtimeMs));
});

/** Holds a part file as an agent does whose connection was cut, until its stdin ends. */
const HOLD = `import fcntl, sys
part = open(sys.argv[1], "rb+")
fcntl.flock(part, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()`;

test('a file that was on its way for long waits for who still holds it, as any other', async () => {
  const local = place.write(place.local('a'), randomBytes(8 * MB));
  let holder: ChildProcess | null = null;
  const { now } = Date;
  const later = vi.spyOn(Date, 'now');
  whenSent(4 * MB, () => {
    later.mockImplementation(() => now() + 60_000);
    place.connecting = async () => {
      place.connecting = () => {};
      const [part = ''] = place.names.remote;
      const child = spawn(PYTHON, ['-c', HOLD, place.remote(part)]);
      holder = child;
      await once(child.stdout, 'data');
    };
    place.cut();
    return undefined;
  });
  let refused = 0;
  place.back = (frame) => {
    if (frame.type === 'reply' && frame.reply.error?.code === 'busy') {
      refused += 1;
      holder?.stdin?.end();
    }
    return [frame];
  };
  await place.client().put(local, pathOf('b'));
  later.mockRestore();
  expect(refused).toBeGreaterThan(0);
  expect(sha256Of(place.remote('b'))).toBe(sha256Of(local));
});

test('no more than the window is on its way', async () => {
  const local = place.write(place.local('a'), randomBytes(8 * MB));
  let got = 0;
  let most = 0;
  place.back = (frame) => {
    if (frame.type === 'got') got = frame.offset;
    return [frame];
  };
  place.out = (frame) => {
    if (frame.type === 'data') most = Math.max(most, frame.offset + frame.data.length - got);
    return [frame];
  };
  await place.client().put(local, pathOf('b'));
  expect(most).toBeGreaterThan(65_536);
  expect(most).toBeLessThanOrEqual(1_048_576);
});

test('an empty file arrives', async () => {
  await place.client().put(place.write(place.local('a'), ''), pathOf('b'));
  expect(readFileSync(place.remote('b'))).toHaveLength(0);
});

test('names are bytes', async () => {
  const local = place.write(place.local('a'), 'x');
  const client = place.client();
  for (const name of ['-rf', 'new\nline', 'quo"te\'$(x)', 'ä€😀']) {
    const entry = await client.put(local, pathOf(name));
    expect(Buffer.from(entry.name).toString()).toBe(name);
    expect(readFileSync(place.remote(name), 'utf8')).toBe('x');
  }
  const odd = Buffer.from([0x6f, 0xff, 0xfe, 0x0a]);
  // macOS takes UTF-8 only.
  if (process.platform === 'darwin') {
    await expect(client.put(local, odd)).rejects.toMatchObject({ code: 'not-found' });
    return;
  }
  const entry = await client.put(local, odd);
  expect(Buffer.from(entry.name)).toEqual(odd);
  const path = Buffer.concat([Buffer.from(`${place.host.work}/`), odd]);
  expect(readFileSync(path, 'utf8')).toBe('x');
});

test('100 files at once share a connection and arrive whole', async () => {
  const client = place.client();
  const all = Array.from({ length: 100 }, (_, index) => ({
    name: `f${index}`,
    data: randomBytes(index * 3_000),
  }));
  const putting = all.map(({ name, data }) =>
    client.put(place.write(place.local(name), data), pathOf(name)),
  );
  await Promise.all(putting);
  for (const { name, data } of all) expect(sha256Of(place.remote(name))).toBe(sha256(data));
  expect(place.seen.filter(({ type }) => type === 'hello')).toHaveLength(1);
});

test('what is there is refused, or replaced if that was said', async () => {
  const local = place.write(place.local('a'), 'new');
  place.write(place.remote('b'), 'old');
  const client = place.client();
  await expect(client.put(local, pathOf('b'))).rejects.toMatchObject({ code: 'exists' });
  expect(readFileSync(place.remote('b'), 'utf8')).toBe('old');
  await client.put(local, pathOf('b'), { replace: true });
  expect(readFileSync(place.remote('b'), 'utf8')).toBe('new');
});

test.each(['other bytes', 'the same bytes'])(
  'what came to be there meanwhile stays, with %s',
  async (what) => {
    const data = randomBytes(3 * MB);
    const local = place.write(place.local('a'), data);
    const theirs = what === 'other bytes' ? randomBytes(3) : data;
    whenSent(2 * MB, () => {
      place.write(place.remote('b'), theirs);
      return undefined;
    });
    const putting = place.client().put(local, pathOf('b'));
    await expect(putting).rejects.toMatchObject({ code: 'exists' });
    expect(sha256Of(place.remote('b'))).toBe(sha256(theirs));
    expect(place.names.remote).toEqual(['b']);
  },
);

test('cancelled, nothing is left', async () => {
  const local = place.write(place.local('a'), randomBytes(20 * MB));
  const abort = new AbortController();
  whenSent(5 * MB, () => void abort.abort(new Error('never mind')));
  const client = place.client();
  const putting = client.put(local, pathOf('b'), { signal: abort.signal });
  await expect(putting).rejects.toThrow('never mind');
  expect(place.names.remote).toEqual([]);
  // The connection goes on.
  await client.put(place.write(place.local('c'), 'x'), pathOf('c'));
  expect(place.seen.filter(({ type }) => type === 'hello')).toHaveLength(1);
});

test('cancelled while the connection is lost, nothing is left either', async () => {
  const local = place.write(place.local('a'), randomBytes(20 * MB));
  const abort = new AbortController();
  whenSent(5 * MB, () => {
    place.connecting = () => abort.abort();
    place.cut();
    return [];
  });
  const putting = place.client().put(local, pathOf('b'), { signal: abort.signal });
  await expect(putting).rejects.toThrow(/abort/i);
  expect(place.names.remote).toEqual([]);
});

test('an already cancelled one does not begin', async () => {
  const local = place.write(place.local('a'), 'x');
  const putting = place.client().put(local, pathOf('b'), { signal: AbortSignal.abort() });
  await expect(putting).rejects.toThrow(/abort/i);
  expect(place.seen).toEqual([]);
});

test('a byte changed on the way is noticed, and nothing is left', async () => {
  const local = place.write(place.local('a'), randomBytes(3 * MB));
  place.out = (frame) => {
    if (frame.type !== 'data' || frame.offset === 0) return [frame];
    const data = Buffer.from(frame.data);
    data.writeUInt8(data.readUInt8(0) ^ 1);
    return [{ ...frame, data }];
  };
  const putting = place.client().put(local, pathOf('b'));
  await expect(putting).rejects.toMatchObject({ code: 'hash-mismatch' });
  expect(place.names.remote).toEqual([]);
});

test('a file that changes while it is read is told, and nothing is left', async () => {
  const local = place.write(place.local('a'), randomBytes(5 * MB));
  whenSent(3 * MB, () => void appendFileSync(local, 'more'));
  const putting = place.client().put(local, pathOf('b'));
  await expect(putting).rejects.toMatchObject({ code: 'changed', fix: expect.any(String) });
  expect(place.names.remote).toEqual([]);
});

test('a commit whose answer is lost is neither an error nor sent twice', async () => {
  const local = place.write(place.local('a'), randomBytes(2 * MB));
  for (const replace of [false, true]) {
    const name = `b-${replace}`;
    place.seen.length = 0;
    place.back = (frame) => {
      const [commit] = calls('commit');
      if (frame.type !== 'reply' || frame.reply.call !== commit?.call) return [frame];
      place.back = null;
      place.cut();
      return [];
    };
    const entry = await place.client().put(local, pathOf(name), { replace });
    expect(entry.size).toBe(2 * MB);
    expect(sha256Of(place.remote(name))).toBe(sha256Of(local));
    expect(sent().reduce((sum, { data }) => sum + data.length, 0)).toBe(2 * MB);
  }
  expect(place.names.remote).toEqual(['b-false', 'b-true']);
});

test('what another transfer put into its place is not taken for it', async () => {
  const local = place.write(place.local('a'), randomBytes(MB));
  place.out = (frame) => {
    if (frame.type !== 'call' || frame.call.op !== 'commit') return [frame];
    place.out = null;
    place.write(place.remote('b'), 'theirs');
    place.cut();
    return [];
  };
  const putting = place.client().put(local, pathOf('b'));
  await expect(putting).rejects.toMatchObject({ code: 'exists' });
  expect(readFileSync(place.remote('b'), 'utf8')).toBe('theirs');
  expect(place.names.remote).toEqual(['b']);
});

test('goes on with what an earlier client left', async () => {
  const data = randomBytes(10 * MB);
  const local = place.write(place.local('a'), data);
  const first = place.client();
  whenSent(5 * MB, () => void first.close());
  await expect(first.put(local, pathOf('b'))).rejects.toMatchObject({ code: 'closed' });
  place.seen.length = 0;
  await place.client().put(local, pathOf('b'));
  expect(sha256Of(place.remote('b'))).toBe(sha256(data));
  expect(sent()[0]?.offset).toBeGreaterThan(3 * MB);
  expect(place.names.remote).toEqual(['b']);
});

test('does not go on with bytes that are not its own', async () => {
  const data = randomBytes(10 * MB);
  const local = place.write(place.local('a'), data);
  whenSent(5 * MB, () => {
    const [part] = place.names.remote;
    if (part === undefined) throw new Error('no part file');
    place.cut();
    place.write(place.remote(part), randomBytes(4 * MB));
    return [];
  });
  await place.client().put(local, pathOf('b'));
  expect(sha256Of(place.remote('b'))).toBe(sha256(data));
  expect(place.names.remote).toEqual(['b']);
});

test('the disk of this computer is told about, with what to do', async () => {
  const client = place.client();
  mkdirSync(place.local('folder'));
  const path = place.write(place.local('file'), '');
  const refusals = [
    [place.local('missing'), 'not-found'],
    [place.local('folder'), 'not-a-file'],
    [`${path}/below`, 'not-a-folder'],
    [place.local('x'.repeat(300)), 'not-found'],
  ] as const;
  for (const [local, code] of refusals) {
    const putting = client.put(local, pathOf('b'));
    await expect(putting).rejects.toMatchObject({ code, message: expect.stringContaining(local) });
  }
  expect(place.seen).toEqual([]);
});

test('what the session refuses keeps its code and words', async () => {
  const local = place.write(place.local('a'), 'x');
  const client = place.client();
  for (const path of ['../b', '/b']) {
    const putting = client.put(local, pathOf(path));
    await expect(putting).rejects.toMatchObject({ code: 'outside', message: expect.any(String) });
  }
  const putting = client.put(local, pathOf('no/b'));
  await expect(putting).rejects.toMatchObject({ code: 'not-found' });
});
