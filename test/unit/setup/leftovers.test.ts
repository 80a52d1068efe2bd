import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { beginRun } from '../../../setup/testing/tidiness.mjs';

const run = beginRun();

afterEach(run.end);

/** A process that has left its parent's group, as a session's host does. */
async function daemon(env: NodeJS.ProcessEnv) {
  const script = 'console.log("up"); setInterval(() => {}, 1000)';
  const child = spawn(process.execPath, ['--eval', script], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a process that a run leaves behind is a failed test that names it, and is ended', async ({
  skip,
}) => {
  skip(process.platform !== 'linux', 'environments of processes are read on Linux alone');
  const child = await daemon({ ...process.env, ...run.env });
  const { failed } = await run.check();
  expect(failed).toEqual([
    { name: 'nothing is left running', message: expect.stringContaining(`${child.pid} `) },
  ]);
  const gone = once(child, 'exit');
  await run.end();
  expect((await gone)[1]).toBe('SIGKILL');
  expect(existsSync(run.env['TMPDIR'] ?? '')).toBe(false);
});

test('other processes are none of its business', async () => {
  const child = await daemon(process.env);
  const { failed } = await run.check();
  child.kill('SIGKILL');
  expect(failed).toEqual([]);
});
