/** What is sent of a text to be judged by a real agent, and what it says of which line. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AgentProgram, Exec } from '../../../main/backends/backend';
import { harmsOf } from '../../../main/sessions/pasting';
import { TestHost } from '../support/agent-host';

let host: TestHost;
let sent = '';
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(() => host.end());

/** As a backend's exec; what goes to the session is kept. */
async function connect(program: AgentProgram): Promise<Exec> {
  const exec = await host.connect(program);
  const write = exec.stdin.write.bind(exec.stdin);
  exec.stdin.write = (chunk: unknown) => {
    sent += Buffer.from(chunk instanceof Uint8Array ? chunk : String(chunk)).toString();
    return write(chunk);
  };
  return exec;
}

const harms = (lines: string[]) => harmsOf({ connect, app: 'test' }, lines);

test('lines that run no GAM stay here, and each other line is told by its place', async () => {
  const found = await harms([
    'hunter2-secret',
    'gam delete user x',
    '',
    'gam info user x',
    'another-secret',
    'sudo /opt/gam7/gam delete group y',
  ]);
  expect(found?.map((harm) => harm !== null)).toEqual([false, true, false, false, false, true]);
  expect(sent).toContain('gam info user x');
  expect(sent).not.toContain('secret');
});

test('a text without such a line is judged without the session', async () => {
  sent = '';
  expect(await harms(['hunter2', 'rm -rf /'])).toEqual([null, null]);
  expect(sent).toBe('');
});

test('a name that is quoted is judged as it is run', async () => {
  const found = await harms([`g"a"m delete user x`, `'gam' delete user x`, 'g\\am delete user x']);
  expect(found).toEqual([
    expect.stringContaining('deletes'),
    expect.stringContaining('deletes'),
    expect.stringContaining('deletes'),
  ]);
});
