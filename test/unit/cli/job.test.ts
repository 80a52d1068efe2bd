import { expect, test } from 'vitest';
import { runCommand } from '../../../main/cli/job';
import { Notes } from '../../../main/cli/notes';
import { withSignals } from '../../../main/cli/signals';
import { FakeIo } from './fake-io';

test('a signal before the command can begin ends the command line with the code of the signal', async () => {
  const io = new FakeIo('/');
  const notes = new Notes(io.stderr);
  // A session that is found, but has not answered yet.
  const connect = () => new Promise<never>(() => {});
  const code = withSignals({ io, notes }, (signals) => {
    const done = runCommand({ argv: ['true'], yes: false }, { app: 'test', connect }, signals, {
      io,
      notes,
    });
    io.press('SIGTERM');
    return done;
  });
  expect(await code).toBe(143);
});
