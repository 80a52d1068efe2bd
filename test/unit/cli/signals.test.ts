import { describe, expect, test } from 'vitest';
import { Notes } from '../../../main/cli/notes';
import { Signals, unless, withSignals } from '../../../main/cli/signals';
import type { JobSignal } from '../../../main/sessions/wire/messages';
import { FakeIo } from './fake-io';

function setUp() {
  const io = new FakeIo('/');
  const heard: JobSignal[] = [];
  return { io, heard, signals: new Signals(io), listen: (one: JobSignal) => void heard.push(one) };
}

describe('Ctrl-C', () => {
  test('before the command gives up, with the code of the signal', async () => {
    const io = new FakeIo('/');
    const context = { io, notes: new Notes(io.stderr) };
    const code = withSignals(context, async ({ interrupted }) => {
      io.press('SIGINT');
      return unless(interrupted, new Promise<number>(() => {}));
    });
    expect(await code).toBe(130);
  });

  test('reaches the command, and whoever presses again means it', () => {
    const { io, heard, signals, listen } = setUp();
    signals.handOver();
    signals.toJob(listen);
    for (const _ of [1, 2, 3]) io.press('SIGINT');
    expect(heard).toEqual(['INT', 'TERM', 'KILL']);
    expect(signals.interrupted.aborted).toBe(false);
    io.press('SIGINT');
    expect(signals.interrupted.aborted).toBe(true);
  });

  test('reaches a command that does not listen yet', () => {
    const { io, heard, signals, listen } = setUp();
    signals.handOver();
    io.press('SIGTERM');
    signals.toJob(listen);
    expect(heard).toEqual(['TERM']);
  });

  test('in the moment before the command begins is not lost', () => {
    const { io, signals } = setUp();
    io.press('SIGHUP');
    expect(() => signals.handOver()).toThrow('SIGHUP');
  });

  test('is not listened to any longer than needed', () => {
    const { io, heard, signals, listen } = setUp();
    signals.handOver();
    signals.toJob(listen);
    signals.close();
    io.press('SIGINT');
    expect(heard).toEqual([]);
  });
});
