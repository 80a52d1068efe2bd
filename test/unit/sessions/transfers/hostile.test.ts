/** Sessions that say what no agent says: nothing grows here, nothing false comes to be believed. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FilesClient, pathOf } from '../../../../main/sessions/transfers/files-client';
import type { Frame } from '../../../../main/sessions/wire/frames';
import { sha256 } from './place';
import { reply, type Script, Scripted } from './scripted';

const WINDOW = 1_048_576;
const FILE = { mtime: 0, mode: 0o644 };
let folder: string;
let client: FilesClient;
let target: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-local-'));
  target = join(folder, 'a');
});

afterEach(async () => {
  await client.close();
  rmSync(folder, { recursive: true });
});

function session(script: Script): Scripted {
  const scripted = new Scripted(script);
  client = new FilesClient({ connect: scripted.connect, app: 'test' });
  return scripted;
}

function data(transfer: unknown, offset: number, length: number): Frame {
  return { type: 'data', transfer: Number(transfer), offset, data: Buffer.alloc(length, 1) };
}

/** What the client does with a connection that breaks the rules: it ends it, and whatever was asked goes on on the next. */
async function isCut(scripted: Scripted, asked: Promise<unknown>): Promise<void> {
  const settled = asked.catch((why: unknown) => why);
  await scripted.closed;
  await client.close();
  expect(await settled).toMatchObject({ code: 'closed' });
}

test('more than the declared length is refused, and nothing is left', async () => {
  session({
    call: (call, send) => {
      if (call.op !== 'get') return send(reply(call, {}));
      send(reply(call, { ...FILE, size: 10 }), data(call['transfer'], 0, 11));
    },
  });
  const getting = client.get(pathOf('b'), target);
  await expect(getting).rejects.toMatchObject({ code: 'bad-frame' });
  expect(readdirSync(folder)).toEqual([]);
});

test.each([65_536, 16])(
  'more than the window, in pieces of %i, ends the connection',
  async (size) => {
    let sent = 0;
    const scripted = session({
      call: (call, send) => {
        if (call.op !== 'get') return;
        // Before the answer nothing is written, so all of it waits here.
        for (; sent <= WINDOW; sent += size) send(data(call['transfer'], sent, size));
        send(reply(call, { ...FILE, size: 2 * WINDOW }));
      },
    });
    await isCut(scripted, client.get(pathOf('b'), target));
  },
);

test('bytes out of order end the connection', async () => {
  const scripted = session({
    call: (call, send) => {
      if (call.op === 'get') send(reply(call, { ...FILE, size: 10 }), data(call['transfer'], 5, 1));
    },
  });
  await isCut(scripted, client.get(pathOf('b'), target));
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['beyond what was sent', 100],
  ['for a file that is fetched', 0],
])('GOT %s ends the connection', async (what, offset) => {
  const local = join(folder, 'c');
  writeFileSync(local, 'four');
  const scripted = session({
    call: (call, send) => {
      const transfer = Number(call['transfer']);
      if (call.op === 'put') {
        send(reply(call, { offset: 0, sha256: sha256(Buffer.alloc(0)) }));
        send({ type: 'got', transfer, offset });
      }
      if (call.op === 'get') send({ type: 'got', transfer, offset });
    },
  });
  const asked = what.includes('fetched')
    ? client.get(pathOf('b'), target)
    : client.put(local, pathOf('b'));
  await isCut(scripted, asked);
});

test('DATA for a file that is sent ends the connection', async () => {
  const local = join(folder, 'c');
  writeFileSync(local, 'four');
  const scripted = session({
    call: (call, send) => {
      if (call.op === 'put') send(data(call['transfer'], 0, 1));
    },
  });
  await isCut(scripted, client.put(local, pathOf('b')));
});

test('an offset beyond the file, to go on from, is not followed', async () => {
  const local = join(folder, 'c');
  writeFileSync(local, 'four');
  const begun: unknown[] = [];
  session({
    call: (call, send) => {
      if (call.op === 'put') begun.push(call['transfer']);
      const offset = Number.MAX_SAFE_INTEGER;
      send(reply(call, call.op === 'put' ? { offset, sha256: sha256(Buffer.alloc(0)) } : {}));
    },
  });
  const putting = client.put(local, pathOf('b'));
  await expect(putting).rejects.toMatchObject({ code: 'hash-mismatch' });
  expect(begun.length).toBeGreaterThan(1);
});

test('an answer that is none ends the connection', async () => {
  const scripted = session({ call: (call, send) => send(reply(call, { size: -1 })) });
  await isCut(scripted, client.get(pathOf('b'), target));
});

test('a list that does not go on ends', async () => {
  const name = Buffer.from('x').toString('base64');
  const entry = { name, type: 'file', size: 0, mtime: 0, mode: 0 };
  session({ call: (call, send) => send(reply(call, { entries: [entry], more: true })) });
  const names: string[] = [];
  const listing = async () => {
    for await (const one of client.list(pathOf(''))) names.push(Buffer.from(one.name).toString());
  };
  await expect(listing()).rejects.toMatchObject({ code: 'bad-frame' });
  expect(names).toEqual(['x']);
});

test('an endless flood of bytes nobody asked for is dropped', async () => {
  session({
    call: (call, send) => {
      for (let at = 0; at < 100; at += 1) send(data(99, at * 65_536, 65_536));
      send(reply(call, { name: '', type: 'folder', size: 0, mtime: 0, mode: 0 }));
    },
  });
  expect(await client.stat(pathOf(''))).toMatchObject({ type: 'folder' });
});
