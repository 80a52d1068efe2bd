/** A host that sends anything: the link says that it is lost, comes back, and nothing is thrown. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endBy } from '../../../../main/sessions/end-words';
import { encode } from '../../../../main/sessions/wire/encode';
import { count, seed } from '../../chance';
import { FakeClock, settle } from './fake-clock';
import { FakeExec } from './fake-exec';
import { Window } from './heard';
import { terminalWelcome } from './welcomes';

const GOOD = Buffer.concat([
  ...encode({ type: 'welcome', welcome: terminalWelcome() }),
  ...encode({ type: 'resize', offset: 0, cols: 80, rows: 24 }),
  ...encode({ type: 'output', stream: 0, offset: 0, data: Buffer.from('hello') }),
  ...encode({ type: 'taken', epoch: 1, offset: 2 }),
  ...encode({ type: 'output', stream: 0, offset: 5, data: Buffer.from(' world') }),
  ...encode({ type: 'reply', reply: { call: 9, ok: {} } }),
]);

const change = fc.record({ at: fc.nat(GOOD.length - 1), bit: fc.nat(7) });

describe('a broken host', () => {
  test('never breaks the link', async () => {
    let lost = 0;
    const changes = fc.array(change, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(changes, async (flips) => {
        const clock = new FakeClock();
        const execs: FakeExec[] = [];
        const connect = async () => {
          const exec = new FakeExec();
          execs.push(exec);
          return exec;
        };
        const window = new Window({ connect, app: 'test', clock, random: () => 0 });
        window.link.open({ cols: 80, rows: 24 });
        window.type('ab');
        await settle();
        const bytes = Buffer.from(GOOD);
        for (const { at, bit } of flips) bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        execs[0]?.stdout.push(bytes);
        await settle();
        const kinds = window.all('link').map(({ state }) => state.kind);
        if (kinds.includes('reconnecting')) {
          lost += 1;
          await clock.pass(1);
          expect(execs).toHaveLength(2);
        }
        expect(['connecting', 'live', 'reconnecting', 'elsewhere']).toContain(kinds.at(-1));
        window.link.ended(endBy('asked'));
      }),
      { seed, numRuns: Math.ceil(count / 20) },
    );
    expect(lost).toBeGreaterThan(count / 200);
  });

  test('that says each time that its shell is another one is asked less and less often', async () => {
    const clock = new FakeClock();
    const execs: FakeExec[] = [];
    const connect = async () => {
      if (execs.length > 200) throw new Error('It is asked without an end.');
      const exec = new FakeExec();
      execs.push(exec);
      const event = { kind: 'shell', seq: 2, at: 1, generation: 2, exit: null } as const;
      exec.send({ type: 'welcome', welcome: terminalWelcome() });
      exec.send({ type: 'event', event });
      exec.deliverDown(Number.MAX_SAFE_INTEGER);
      return exec;
    };
    const window = new Window({ connect, app: 'test', clock, random: () => 0.5 });
    window.link.open({ cols: 80, rows: 24 });
    for (let ms = 0; ms < 60_000; ms += 20) {
      await clock.pass(20);
      await settle();
    }
    expect(execs.length).toBeGreaterThan(3);
    expect(execs.length).toBeLessThan(30);
    window.link.ended(endBy('asked'));
  });
});
