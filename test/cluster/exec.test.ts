/** Programs in real pods: everything that a session's pipes rely on. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openExec } from '../../main/backends/kubernetes/exec/exec';
import { access, administrator, direct, idlePod, missing, running } from './support/cluster';

const MB = 1024 * 1024;
const SIZE = 200 * MB;

describe.skipIf(missing !== null)('exec', () => {
  let pod = '';
  let uid = '';
  const client = missing === null ? administrator() : null;

  beforeAll(async () => {
    const made = await client?.createPod(idlePod());
    pod = made?.metadata?.name ?? '';
    uid = made?.metadata?.uid ?? '';
    if (client !== null) await running(client, pod);
  });
  afterAll(async () => {
    await client?.deletePod(pod, { uid, graceSeconds: 0 });
  });

  const exec = (
    command: readonly string[],
    more: { signal?: AbortSignal; container?: string } = {},
  ) => openExec({ access: access(), network: direct, pod, container: 'session', command, ...more });
  const shell = (script: string) => exec(['sh', '-c', script]);

  test('what goes in comes out, and the end of stdin is seen', async () => {
    const { stdin, stdout, stderr, exit } = await shell('cat; echo done; echo no >&2');
    const words = Promise.all([text(stdout), text(stderr)]);
    stdin.end('héllo\n');
    expect(await words).toEqual(['héllo\ndone\n', 'no\n']);
    expect(await exit).toEqual({ code: 0, signal: null });
  });

  test.each([
    ['exit 0', 0],
    ['exit 7', 7],
    ['kill -9 $$', 137],
  ])('%s is told as %i', async (script, code) => {
    expect(await (await shell(script)).exit).toEqual({ code, signal: null });
  });

  test('a command that is not there', async () => {
    const { exit } = await exec(['no-such-program']);
    await expect(exit).rejects.toMatchObject({
      code: 'exec-failed',
      message: expect.stringContaining('no-such-program'),
    });
  });

  test('a container that is not there', async () => {
    await expect(exec(['true'], { container: 'zz' })).rejects.toMatchObject({
      code: 'no-container',
    });
  });

  test('200 MB come out whole, past a slow reader, in little memory', async () => {
    const { stdin, stdout, stderr, exit } = await exec(['head', '-c', String(SIZE), '/dev/zero']);
    stderr.resume();
    stdin.end();
    const sum = createHash('sha256');
    let size = 0;
    let most = 0;
    let parts = 0;
    const before = process.memoryUsage.rss();
    for await (const part of stdout) {
      sum.update(part);
      size += part.length;
      if (parts++ % 16 === 0) await sleep(1);
      most = Math.max(most, process.memoryUsage.rss());
    }
    await exit;
    expect(size).toBe(SIZE);
    expect(sum.digest('hex')).toBe(createHash('sha256').update(Buffer.alloc(SIZE)).digest('hex'));
    expect((most - before) / MB).toBeLessThan(150);
  });

  test('200 MB go in whole', async () => {
    const { stdin, stdout, stderr, exit } = await exec(['sha256sum']);
    stderr.resume();
    const sum = createHash('sha256');
    const part = randomBytes(MB);
    const source = function* () {
      for (let n = 0; n < SIZE / MB; n += 1) {
        part.writeUInt32LE(n);
        sum.update(part);
        yield Buffer.from(part);
      }
    };
    const said = text(stdout);
    await pipeline(Readable.from(source()), stdin);
    expect((await said).split(' ')[0]).toBe(sum.digest('hex'));
    await exit;
  });

  test('both ways at once', async () => {
    const { stdin, stdout, stderr, exit } = await exec(['cat']);
    stderr.resume();
    const part = randomBytes(MB);
    const [there, back] = [createHash('sha256'), createHash('sha256')];
    const source = function* () {
      for (let n = 0; n < 50; n += 1) {
        there.update(part);
        yield part;
      }
    };
    const sink = new Writable({
      write: (chunk: Buffer, _, done) => {
        back.update(chunk);
        done();
      },
    });
    await Promise.all([pipeline(Readable.from(source()), stdin), pipeline(stdout, sink)]);
    await exit;
    expect(back.digest('hex')).toBe(there.digest('hex'));
  });

  test('a reader that stops holds the program back, not this process', async () => {
    const { stdout, exit, close } = await shell(
      'while :; do echo 0123456789012345678901234567890123456789; done',
    );
    await once(stdout, 'readable');
    const before = process.memoryUsage.rss();
    await sleep(2000);
    expect((process.memoryUsage.rss() - before) / MB).toBeLessThan(64);
    expect(stdout.readableLength).toBeLessThan(MB);
    close();
    await expect(exit).rejects.toMatchObject({ code: 'closed' });
  });

  test('it is given up at once', async () => {
    const stop = new AbortController();
    const { exit } = await exec(['sleep', '60'], { signal: stop.signal });
    stop.abort();
    await expect(exit).rejects.toMatchObject({ code: 'closed' });
  });

  test('the pod goes while a program runs', async () => {
    const other = await client?.createPod(idlePod());
    const name = other?.metadata?.name ?? '';
    if (client !== null) await running(client, name);
    const where = { access: access(), network: direct, pod: name, container: 'session' };
    const { exit } = await openExec({ ...where, command: ['sleep', '60'] });
    await client?.deletePod(name, { uid: other?.metadata?.uid ?? '', graceSeconds: 0 });
    const end = await exit.catch((error: unknown) => error);
    expect(end).toSatisfy(
      (is) => is instanceof Error || JSON.stringify(is) === '{"code":137,"signal":null}',
    );
    await expect(openExec({ ...where, command: ['true'] })).rejects.toMatchObject({
      name: 'Failure',
    });
  });
});
