/** Programs run in a container of a real Docker, with plain pipes: what the agent's conversations stand on. */
import { buffer, text } from 'node:stream/consumers';
import type { Exec } from '../../main/backends/backend';
import { Engine } from '../../main/backends/docker/engine';
import { openExec } from '../../main/backends/docker/exec/exec';
import { test as base, expect } from './lib/app';

const MB = 1024 * 1024;
/** What may wait on this side, whoever does not read. bytes */
const WAITING = MB;

const test = base.extend<{
  name: string;
  exec: (script: string) => Promise<Exec>;
  remove: () => Promise<unknown>;
}>({
  name: async ({ docker }, use, { testId }) => {
    if (docker === null) throw new Error('these tests are for Docker');
    const name = `exec-${testId}`;
    await docker.run('run', '--detach', '--name', name, docker.image, 'sleep', '600');
    await use(name);
    await docker.run('rm', '--force', name);
  },
  exec: async ({ docker, name }, use) => {
    const host = docker?.daemon.address.DOCKER_HOST ?? '';
    const engine = await Engine.open({ host, certificates: null });
    await use((script) => openExec(engine, name, ['sh', '-c', script]));
  },
  remove: async ({ docker, name }, use) => {
    await use(async () => docker?.run('rm', '--force', name));
  },
});

test('stdout and stderr come apart, with the exit code', async ({ exec }) => {
  const one = await exec('echo out; echo err >&2; exit 7');
  const [out, err, exit] = await Promise.all([text(one.stdout), text(one.stderr), one.exit]);
  expect([out, err, exit]).toEqual(['out\n', 'err\n', { code: 7, signal: null }]);
});

test('the end of stdin is its end alone', async ({ exec }) => {
  const one = await exec('cat; echo and more');
  one.stdin.end('typed\n');
  expect(await text(one.stdout)).toBe('typed\nand more\n');
  expect(await one.exit).toEqual({ code: 0, signal: null });
});

test('a program waits for who does not read', async ({ exec }) => {
  const one = await exec(`head -c ${64 * MB} /dev/zero; echo done >&2`);
  await expect.poll(() => one.stdout.readableLength).toBeGreaterThan(0);
  const before = await Promise.race([text(one.stderr), new Promise((r) => setTimeout(r, 1000))]);
  expect(before).toBeUndefined();
  expect(one.stdout.readableLength).toBeLessThan(WAITING);
  expect((await buffer(one.stdout)).length).toBe(64 * MB);
  expect(await one.exit).toEqual({ code: 0, signal: null });
});

test('who writes waits for a program that does not read', async ({ exec }) => {
  const one = await exec('read first; sleep 1; wc -c');
  const chunk = Buffer.alloc(64 * 1024, 'x');
  one.stdin.write('go\n');
  let drained = 0;
  for (let sent = 0; sent < 32 * MB; sent += chunk.length) {
    if (one.stdin.write(chunk)) continue;
    expect(one.stdin.writableLength).toBeLessThan(WAITING);
    await new Promise((resolve) => one.stdin.once('drain', resolve));
    drained += 1;
  }
  one.stdin.end();
  expect((await text(one.stdout)).trim()).toBe(String(32 * MB));
  expect(drained).toBeGreaterThan(0);
});

test('a connection can be closed, and a container be gone', async ({ exec, remove }) => {
  const closed = await exec('sleep 60');
  closed.close();
  await expect(closed.exit).rejects.toMatchObject({ code: 'closed' });
  const lost = await exec('echo here; sleep 60');
  await new Promise((resolve) => lost.stdout.once('data', resolve));
  await remove();
  // Its fate is told by the signal's number, or not known.
  const fate = await lost.exit.catch((error: { code: string }) => error);
  expect([137, 'docker-cut', 'docker-missing']).toContain(fate.code);
});

test('a program that is not there is told in words', async ({ docker, name }) => {
  const host = docker?.daemon.address.DOCKER_HOST ?? '';
  const engine = await Engine.open({ host, certificates: null });
  const exec = await openExec(engine, name, ['nothing-like-it']);
  await expect(exec.exit).rejects.toMatchObject({ code: 'exec-failed' });
});
