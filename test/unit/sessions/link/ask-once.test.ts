/** One question to an agent leaves no connection behind, whatever the answer. */
import { expect, test } from 'vitest';
import { askOnce } from '../../../../main/sessions/link/ask-once';
import { FakeClock, settle } from './fake-clock';
import { FakeExec } from './fake-exec';
import { watchWelcome } from './welcomes';

/** An agent that has welcomed who asks it to stop a job. */
async function asked() {
  const exec = new FakeExec();
  const parts = { connect: async () => exec, app: 'test', clock: new FakeClock() };
  const answer = askOnce(parts, async (watch) => {
    await watch.signal('a', 'INT');
    return 'done';
  });
  // What it rejects with is looked at later.
  answer.catch(() => {});
  exec.send({ type: 'welcome', welcome: watchWelcome() });
  exec.deliverDown(10_000);
  await settle();
  const call = exec.deliverUp(10_000).find((frame) => frame.type === 'call');
  expect(call).toMatchObject({ call: { call: 1, op: 'signal', job: 'a' } });
  expect(exec.stdin.writableEnded).toBe(false);
  return { exec, answer };
}

test.each([
  ['answers', { ok: {} }, { status: 'fulfilled', value: 'done' }],
  [
    'refuses',
    { error: { code: 'no-job', message: 'It is over.' } },
    { status: 'rejected', reason: { code: 'no-job' } },
  ],
] as const)(
  'the connection is taken leave of when the agent %s',
  async (_what, reply, expected) => {
    const { exec, answer } = await asked();
    exec.send({ type: 'reply', reply: { call: 1, ...reply } });
    exec.deliverDown(10_000);
    const [settled] = await Promise.allSettled([answer]);
    expect(settled).toMatchObject(expected);
    expect(exec.deliverUp(10_000)).toEqual([{ type: 'bye', bye: { reason: 'closing' } }]);
    expect(exec.stdin.writableEnded).toBe(true);
  },
);
