/** How checks are made: what waits for what, what is told, and what cannot hold up the rest. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Check, failed, passed, warned } from '../../../main/diagnostics/check';
import { Names } from '../../../main/diagnostics/names';
import { runChecks } from '../../../main/diagnostics/runner';
import { Failure } from '../../../main/failure';
import type { CheckResult } from '../../../preload/contract';

const trouble = { what: 'w', why: 'y', fix: 'f' };

async function results(checks: Check[], more: { signal?: AbortSignal; atOnce?: number } = {}) {
  const told: CheckResult[] = [];
  const signal = more.signal ?? new AbortController().signal;
  await runChecks({ checks, names: new Names(), ...more, signal, told: (one) => told.push(one) });
  return told;
}

const check = (id: string, run: Check['run'], more: Partial<Check> = {}): Check => ({
  id,
  title: `Title of ${id}`,
  run,
  ...more,
});

describe('checks', () => {
  test('are told as they are over, not in their order', async () => {
    const slow = check('slow', async () => {
      await sleep(30);
      return passed('late');
    });
    const quick = check('quick', async () => passed('soon'));
    expect((await results([slow, quick])).map(({ id }) => id)).toEqual(['quick', 'slow']);
  });

  test.each([
    ['passed', passed('x'), 'passed'],
    ['warned', warned(trouble), 'passed'],
    ['failed', failed(trouble), 'unchecked'],
  ])('that need one that %s', async (_, outcome, kind) => {
    const first = check('first', async () => outcome);
    const second = check('second', async () => passed('y'), { needs: 'first' });
    const third = check('third', async () => passed('z'), { needs: 'second' });
    const all = await results([first, second, third]);
    expect(all.map((one) => one.outcome.kind)).toEqual([outcome.kind, kind, kind]);
    if (kind === 'unchecked')
      expect(all[1]?.outcome).toEqual({
        kind: 'unchecked',
        why: 'It needs “Title of first”, which did not pass.',
      });
  });

  test('that take too long fail, and hold up no other', async () => {
    const stuck = check('stuck', () => new Promise(() => {}), { limitMs: 20 });
    const other = check('other', async () => passed('x'));
    const all = await results([stuck, other]);
    expect(all.map(({ id, outcome }) => [id, outcome.kind])).toEqual([
      ['other', 'passed'],
      ['stuck', 'failed'],
    ]);
  });

  test('that throw: a failure is told with its fix, a defect is none of the world’s', async () => {
    const says = check('says', async () => {
      throw new Failure('code', 'It was not done: why.', 'Do this.');
    });
    const defect = check('defect', async () => {
      throw new TypeError('x is undefined');
    });
    const all = await results([says, defect]);
    expect(all[0]?.outcome).toEqual({
      kind: 'failed',
      what: 'Failed',
      why: 'It was not done: why.',
      fix: 'Do this.',
    });
    expect(all[1]?.outcome).toEqual({
      kind: 'unchecked',
      why: 'GamGUI made a mistake: x is undefined',
    });
  });

  test('never run more at once than they may', async () => {
    let [now, most] = [0, 0];
    const one = (id: number) =>
      check(String(id), async () => {
        now += 1;
        most = Math.max(most, now);
        await sleep(5);
        now -= 1;
        return passed('');
      });
    const all = await results(
      Array.from({ length: 12 }, (_, id) => one(id)),
      { atOnce: 3 },
    );
    expect([all.length, most]).toEqual([12, 3]);
  });

  test('that wait for another take no place', async () => {
    const first = check('first', async () => passed(''));
    const rest = ['a', 'b', 'c'].map((id) => check(id, async () => passed(''), { needs: 'first' }));
    expect(await results([first, ...rest], { atOnce: 1 })).toHaveLength(4);
  });

  test('that are given up tell nothing any more, and their signal aborts', async () => {
    const abort = new AbortController();
    let heard: AbortSignal | null = null;
    const stuck = check('stuck', ({ signal }) => {
      heard = signal;
      setTimeout(() => abort.abort(), 5);
      return new Promise(() => {});
    });
    expect(
      await results([stuck, check('next', async () => passed(''), { needs: 'stuck' })], {
        signal: abort.signal,
      }),
    ).toEqual([]);
    expect(heard).toMatchObject({ aborted: true });
  });
});
