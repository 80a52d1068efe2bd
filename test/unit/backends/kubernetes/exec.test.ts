import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import type { Exec } from '../../../../main/backends/backend';
import { openExec } from '../../../../main/backends/kubernetes/exec/exec';
import { ClusterClient } from '../../../../main/backends/kubernetes/rest/client';
import { ApiServer, direct, json, status } from './support/api-server';
import { type Certificate, certificate } from './support/certificates';

let cert: Certificate;
let server: ApiServer;
beforeAll(() => {
  cert = certificate();
});
beforeEach(async () => {
  server = await ApiServer.start(cert);
});
afterEach(() => server.close());

const COMMAND = ['gamgui-agent', 'attach', 'a b&c'];
function open(signal?: AbortSignal): Promise<Exec> {
  const where = { access: server.access(), network: direct, pod: 'gamgui-a', container: 'session' };
  return openExec({ ...where, command: COMMAND, ...(signal && { signal }) });
}

const frame = (channel: number, data: string | Buffer = '') =>
  Buffer.concat([Buffer.from([channel]), Buffer.from(data)]);
const SUCCESS = frame(3, '{"metadata":{},"status":"Success"}');
function exited(code: number): Buffer {
  const causes = [{ reason: 'ExitCode', message: String(code) }];
  const words = `command terminated with non-zero exit code`;
  const body = {
    metadata: {},
    status: 'Failure',
    message: words,
    reason: 'NonZeroExitCode',
    details: { causes },
  };
  return frame(3, JSON.stringify(body));
}
function end(socket: WebSocket, last: Buffer): void {
  socket.send(last);
  socket.close(1000);
}
/** What arrives at the program. */
function received(socket: WebSocket, take: (data: Buffer, ended: boolean) => void): void {
  socket.on('message', (data, isBinary) => {
    if (!Buffer.isBuffer(data) || !isBinary) throw new Error('not a frame');
    if (data.equals(Buffer.from([255, 0]))) return take(Buffer.alloc(0), true);
    expect(data[0]).toBe(0);
    expect(data.length).toBeLessThanOrEqual(32 * 1024 + 1);
    take(data.subarray(1), false);
  });
}

test('the request is the one that kubectl makes, and nothing in a command is taken for more', async () => {
  server.exec = (socket) => end(socket, SUCCESS);
  await (await open()).exit;
  const [asked] = server.asked;
  expect(asked?.method).toBe('GET');
  expect(asked?.path).toBe('/api/v1/namespaces/gamgui/pods/gamgui-a/exec');
  expect(asked?.query.getAll('command')).toEqual(COMMAND);
  expect(asked?.query.get('container')).toBe('session');
  expect(asked?.query.has('tty')).toBe(false);
});

test('stdin, stdout and stderr are apart, and the end of stdin is no more than that', async () => {
  server.exec = (socket) => {
    received(socket, (data, ended) => {
      if (ended) {
        socket.send(frame(1, '!'));
        return end(socket, exited(7));
      }
      socket.send(frame(1, data));
      socket.send(frame(2, 'e'));
    });
  };
  const exec = await open();
  const [out, err] = [text(exec.stdout), text(exec.stderr)];
  exec.stdin.end('hello');
  expect(await exec.exit).toEqual({ code: 7, signal: null });
  expect(await out).toBe('hello!');
  expect(await err).toBe('e');
});

test.each([0, 1, 126, 137, 255])('exit code %i is told', async (code) => {
  server.exec = (socket) => end(socket, code === 0 ? SUCCESS : exited(code));
  const exec = await open();
  exec.stdout.resume();
  exec.stderr.resume();
  expect(await exec.exit).toEqual({ code, signal: null });
});

test('what comes with the upgrade is not lost', async () => {
  server.exec = (socket) => {
    socket.send(frame(1, 'first'));
    end(socket, SUCCESS);
  };
  for (let n = 0; n < 20; n += 1) expect(await text((await open()).stdout)).toBe('first');
});

test('the end of stdout is told although nobody reads stderr', async () => {
  server.exec = (socket) => {
    socket.send(frame(2, 'unread'));
    end(socket, SUCCESS);
  };
  const exec = await open();
  exec.stdout.resume();
  await exec.exit;
});

test('closed channels, unknown ones and empty messages mean nothing', async () => {
  server.exec = (socket) => {
    for (const odd of [
      frame(255, Buffer.from([1])),
      frame(255),
      frame(9, 'x'),
      frame(4, '{}'),
      Buffer.alloc(0),
      frame(1),
      frame(0, 'x'),
    ])
      socket.send(odd);
    socket.send('text');
    socket.send(frame(1, 'ok'));
    end(socket, SUCCESS);
  };
  const exec = await open();
  expect(await text(exec.stdout)).toBe('ok');
  expect(await exec.exit).toEqual({ code: 0, signal: null });
});

test.each([
  ['garbage', '{{{'],
  ['a number', '7'],
  [
    'a Status without a code',
    JSON.stringify({ kind: 'Status', status: 'Failure', reason: 'NonZeroExitCode' }),
  ],
  [
    'a code that is none',
    JSON.stringify({
      kind: 'Status',
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '7e99' }] },
    }),
  ],
  ['a very long one', 'x'.repeat(1024 * 1024)],
])('a status that is %s is a failure', async (_, words) => {
  server.exec = (socket) => end(socket, frame(3, words));
  const exec = await open();
  await expect(exec.exit).rejects.toMatchObject({ code: 'exec-failed' });
});

test('a command that is not there is told in the words of the cluster, and nothing in them can act', async () => {
  const message = 'exec failed: "x": executable\u001b[31m file not found';
  server.exec = (socket) => end(socket, frame(3, status(500, 'InternalError', message)));
  const exec = await open();
  await expect(exec.exit).rejects.toMatchObject({
    message: expect.stringContaining('executable␛[31m file not found'),
  });
});

test.each([
  [404, status(404, 'NotFound', 'pods "gamgui-a" not found', { kind: 'pods' }), 'no-pod'],
  [400, status(400, 'BadRequest', 'container zz is not valid for pod gamgui-a'), 'no-container'],
  [500, 'container not found ("session")', 'no-container'],
  [
    400,
    status(
      400,
      'BadRequest',
      'cannot exec into a container in a completed pod; current phase is Failed',
    ),
    'no-container',
  ],
  [500, 'rpc error: code = Unknown desc = container is in CONTAINER_EXITED state', 'no-container'],
  [
    403,
    status(
      403,
      'Forbidden',
      'pods "gamgui-a" is forbidden: User "l" cannot get resource "pods/exec" in API group ""',
    ),
    'forbidden-exec',
  ],
  [403, status(403, 'Forbidden', 'pods "gamgui-a" is forbidden: '), 'forbidden-exec-create'],
  [503, '<html>upstream</html>', 'cluster-trouble'],
  [302, '', 'refused-by-cluster'],
])('a refusal with %i is told with its reason', async (code, body, expected) => {
  server.refuse = { code, body, type: body.startsWith('{') ? 'application/json' : 'text/plain' };
  const failure = await open().catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'Failure', code: expected });
});

test('a wrong token is refused', async () => {
  const where = { network: direct, pod: 'p', container: 'c', command: ['x'] };
  const attempt = openExec({ access: server.access({ token: 'wrong' }), ...where });
  await expect(attempt).rejects.toMatchObject({ code: 'unauthorized' });
});

test('a refusal whose body has no end is given up', async () => {
  server.refuse = { code: 500, body: 'x'.repeat(1024 * 1024), type: 'text/plain' };
  await expect(open()).rejects.toMatchObject({ code: 'bad-reply' });
});

test('an attempt is given up when it is not wanted any more, before and after', async () => {
  await expect(open(AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
  const stop = new AbortController();
  server.exec = (socket) => socket.on('error', () => {});
  const exec = await open(stop.signal);
  stop.abort(new Error('after'));
  await expect(exec.exit).rejects.toMatchObject({ code: 'closed' });
});

test('closing it cuts the connection, and the exit says so', async () => {
  const closed = new Promise((resolve) => {
    server.exec = (socket) => socket.on('close', resolve);
  });
  const exec = await open();
  exec.stdout.on('error', () => {});
  exec.close();
  await expect(exec.exit).rejects.toMatchObject({ code: 'closed' });
  await closed;
});

test.each([
  ['RST', true],
  ['FIN', false],
])('a loss tells whether it was %s', async (how, reset) => {
  server.exec = (socket) => socket.send(frame(1, 'x'));
  const exec = await open();
  await once(exec.stdout, 'data');
  server.cut(reset);
  const failure = await exec.exit.catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'link-lost', message: expect.stringContaining(how) });
});

test('a server that says farewell without a status is lost, with its words', async () => {
  server.exec = (socket) => socket.close(1011, 'etcd has\u0007gone');
  const failure = await (await open()).exit.catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'link-lost',
    message: expect.stringContaining('(1011): etcd has␇gone'),
  });
});

test('a message that is too long ends it, and costs no memory', async () => {
  server.exec = (socket) => {
    socket.on('error', () => {});
    socket.send(frame(1, Buffer.alloc(64 * 1024 * 1024)), () => {});
  };
  const exec = await open();
  exec.stdout.on('error', () => {}).resume();
  await expect(exec.exit).rejects.toMatchObject({ code: 'link-lost' });
});

test('50 MB go there and back whole, in frames of any size', async () => {
  server.exec = (socket) => {
    received(socket, (data, ended) => {
      if (ended) return end(socket, SUCCESS);
      const half = Math.floor(data.length / 3);
      socket.send(frame(1, data.subarray(0, half)));
      socket.send(frame(1, data.subarray(half)));
    });
  };
  const exec = await open();
  const sum = createHash('sha256');
  const back = buffer(exec.stdout);
  for (let n = 0; n < 50; n += 1) {
    const part = randomBytes(1024 * 1024 + n);
    sum.update(part);
    if (!exec.stdin.write(part)) await once(exec.stdin, 'drain');
  }
  exec.stdin.end();
  expect(
    createHash('sha256')
      .update(await back)
      .digest('hex'),
  ).toBe(sum.digest('hex'));
  await exec.exit;
});

/** The buffers of the system hold less. bytes */
const MOST_TAKEN = 32 * 1024 * 1024;

test('a server that does not read is not sent more than fits', async () => {
  let there: WebSocket | undefined;
  server.exec = (socket) => {
    there = socket;
    socket.pause();
  };
  const exec = await open();
  const part = Buffer.alloc(64 * 1024);
  let taken = 0;
  const write = () => {
    for (let more = true; more && taken < MOST_TAKEN; taken += part.length)
      more = exec.stdin.write(part);
  };
  exec.stdin.on('drain', write);
  write();
  // Until the buffers of the system are full as well.
  for (let before = -1; before !== taken; await sleep(300)) before = taken;
  expect(taken).toBeLessThan(MOST_TAKEN);
  expect(exec.stdin.writableLength).toBeLessThan(512 * 1024);
  let arrived = 0;
  there?.on('message', (data: Buffer) => {
    arrived += data.length - 1;
  });
  there?.resume();
  while (arrived < taken) await turn();
  exec.close();
});

test('output that nobody reads is left with the server', async () => {
  let there: WebSocket | undefined;
  server.exec = (socket) => {
    there = socket;
    for (let n = 0; n < 3000; n += 1) socket.send(frame(1, Buffer.alloc(32 * 1024)));
  };
  const exec = await open();
  await once(exec.stdout, 'readable');
  for (let before = -1; before !== there?.bufferedAmount; await sleep(300))
    before = there?.bufferedAmount ?? 0;
  expect(there?.bufferedAmount).toBeGreaterThan(50 * 1024 * 1024);
  expect(exec.stdout.readableLength).toBeLessThan(1024 * 1024);
  there?.send(SUCCESS);
  let size = 0;
  for await (const part of exec.stdout) size += part.length;
  expect(size).toBe(3000 * 32 * 1024);
  await exec.exit;
});

test('stderr that nobody reads holds stdout back, and giving it up lets it go on', async () => {
  server.exec = (socket) => {
    for (let n = 0; n < 100; n += 1) socket.send(frame(2, Buffer.alloc(32 * 1024)));
    socket.send(frame(1, 'ok'));
    end(socket, SUCCESS);
  };
  const exec = await open();
  const out = text(exec.stdout);
  await once(exec.stderr, 'readable');
  exec.stderr.destroy();
  expect(await out).toBe('ok');
  await exec.exit;
});

test('an idle connection that the server has just closed is not taken for a refusal', async () => {
  server.exec = (socket) => end(socket, SUCCESS);
  server.answer = (_, reply) => json(reply, 200, { gitVersion: 'v1' });
  const access = server.access();
  await new ClusterClient(access, direct).version();
  expect(server.connections).toBe(1);
  // This process has not seen it yet when it asks.
  server.cut(true);
  const where = { access, network: direct, pod: 'p', container: 'c', command: ['x'] };
  await (await openExec(where)).exit;
  expect(server.connections).toBe(2);
});
