/** What takes something away from a real domain is asked about on the caller's terminal; the session knows what that is. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { runCommand } from '../../../main/cli/job';
import { Notes } from '../../../main/cli/notes';
import { withSignals } from '../../../main/cli/signals';
import { Failure } from '../../../main/failure';
import { TestHost } from '../support/agent-host';
import { FakeIo, Sink } from './fake-io';

const hosts: TestHost[] = [];
let host: TestHost;

beforeEach(async () => {
  host = await TestHost.start(['/bin/sh'], ['sh', '-c', 'echo "ran $*"; cat', 'gam']);
  hosts.push(host);
});
afterAll(() => Promise.all(hosts.map((each) => each.end())));

/** Begins a command on a terminal, or on none. */
function begin(words: string | readonly string[], { tty = true, yes = false } = {}) {
  const stdout = new Sink();
  const io = new FakeIo('/', stdout, new Sink({ isTTY: tty }));
  io.stdin.isTTY = tty;
  const notes = new Notes(io.stderr);
  const command = { argv: typeof words === 'string' ? words.split(' ') : words, yes };
  const run = withSignals({ io, notes }, (signals) =>
    runCommand(command, { connect: host.connect, app: 'test' }, signals, { io, notes }),
  );
  const done = run.catch((thrown: unknown) => (thrown instanceof Failure ? thrown.code : 'defect'));
  return { io, stdout, done };
}

const ASKS = 'This deletes in own (own). Run it? [y/N] ';

describe('a command that deletes', () => {
  test('is asked about, runs after y with what comes on stdin then, and is not asked about again', async () => {
    const first = begin('gam delete user a');
    await first.io.stderr.has(ASKS);
    first.io.stdin.write('y\n');
    await first.stdout.has('ran delete user a');
    first.io.stdin.end('for gam');
    expect(await first.done).toBe(0);
    expect(first.stdout.text).toBe('ran delete user a\nfor gam');
    const second = begin('gam delete user b');
    second.io.stdin.end();
    expect(await second.done).toBe(0);
    expect(second.io.stderr.text).not.toContain('[y/N]');
  });

  test.each(['\n', 'n\n', 'yonder\n', ''])('is not run after %j', async (answer) => {
    const { io, stdout, done } = begin('gam delete user a');
    await io.stderr.has(ASKS);
    io.stdin.end(answer);
    expect(await done).toBe('declined');
    expect(stdout.text).toBe('');
  });

  test('is not run after Ctrl-C', async () => {
    const { io, stdout, done } = begin('gam delete user a');
    await io.stderr.has(ASKS);
    io.press('SIGINT');
    expect(await done).toBe(130);
    expect(stdout.text).toBe('');
  });

  test('is refused without a terminal, unless --yes said so beforehand', async () => {
    const refused = begin('gam delete user a', { tty: false });
    expect(await refused.done).toBe('unconfirmed');
    expect(refused.stdout.text).toBe('');
    const said = begin('gam delete user a', { tty: false, yes: true });
    said.io.stdin.end();
    expect(await said.done).toBe(0);
    expect(said.stdout.text).toBe('ran delete user a\n');
  });

  test('is refused inside a script too, which --yes covers', async () => {
    const argv = ['/bin/sh', '-c', 'gam delete user a'];
    const refused = begin(argv, { tty: false });
    refused.io.stdin.end();
    expect(await refused.done).toBe(2);
    expect(refused.io.stderr.text).toContain('not run: This deletes in own (own).');
    const said = begin(argv, { tty: false, yes: true });
    said.io.stdin.end();
    expect(await said.done).toBe(0);
  });
});

test('what only reads is never asked about', async () => {
  const { io, done } = begin('gam print users', { tty: false });
  io.stdin.end();
  expect(await done).toBe(0);
});
