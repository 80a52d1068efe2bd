/** Liveness, back-pressure, and how a conversation ends. */
import { beforeEach, describe, expect, test } from 'vitest';
import { type Closed, Conversation } from '../../../../main/sessions/link/conversation';
import type { Hello } from '../../../../main/sessions/wire/messages';
import { FakeClock, settle } from './fake-clock';
import { FakeExec } from './fake-exec';
import { terminalWelcome } from './welcomes';

const HELLO: Hello = {
  protocol: { min: 1, max: 1 },
  capabilities: [],
  app: 'test',
  client: '0'.repeat(32),
  label: '',
  role: 'files',
  window: 65_536,
};
const ALL = Number.MAX_SAFE_INTEGER;

let clock: FakeClock;
let exec: FakeExec;
let closed: Closed[];
let latencies: number[];
let drains: number;
let conversation: Conversation;

beforeEach(() => {
  clock = new FakeClock();
  exec = new FakeExec();
  closed = [];
  latencies = [];
  drains = 0;
  const heard = {
    welcomed: () => {},
    frame: () => {},
    chunk: () => {},
    latency: (ms: number) => void latencies.push(ms),
    drained: () => {
      drains += 1;
    },
    closed: (why: Closed) => void closed.push(why),
  };
  conversation = new Conversation(exec, HELLO, heard, clock);
});

/** The client's frames that have come since. */
const heardTypes = () => exec.deliverUp(ALL).map(({ type }) => type);

async function welcome(): Promise<void> {
  exec.send({ type: 'welcome', welcome: terminalWelcome() });
  exec.deliverDown(ALL);
  await settle();
}

describe('liveness', () => {
  test('it says HELLO first, then pings every 7 s', async () => {
    expect(heardTypes()).toEqual(['hello']);
    await welcome();
    expect(heardTypes()).toEqual(['ping']);
    await clock.pass(6_999);
    expect(heardTypes()).toEqual([]);
    await clock.pass(1);
    expect(heardTypes()).toEqual(['ping']);
  });

  test('it is dead after 15 s without a byte, and not before', async () => {
    await clock.pass(14_999);
    expect(closed).toEqual([]);
    await clock.pass(1);
    expect(closed).toEqual([{ kind: 'silent' }]);
    expect(exec.cut).toBe(true);
  });

  test('it is dead to the second, also between two pings', async () => {
    await clock.pass(100);
    await welcome();
    await clock.pass(14_999);
    expect(closed).toEqual([]);
    await clock.pass(1);
    expect(closed).toEqual([{ kind: 'silent' }]);
  });

  test('asked whether it is there, it has 3 s for a sign of life, and then as long as ever', async () => {
    await welcome();
    exec.deliverUp(ALL);
    conversation.probe();
    const [ping] = exec.deliverUp(ALL);
    await clock.pass(2_999);
    expect(closed).toEqual([]);
    if (ping?.type !== 'ping') throw new Error('it did not ask');
    exec.send({ type: 'pong', nonce: ping.nonce });
    exec.deliverDown(ALL);
    await settle();
    await clock.pass(14_000);
    expect(closed).toEqual([]);
    conversation.probe();
    await clock.pass(3_000);
    expect(closed).toEqual([{ kind: 'silent' }]);
  });

  test('what is still on its way is no answer', async () => {
    await welcome();
    conversation.probe();
    exec.send({ type: 'output', stream: 0, offset: 0, data: Buffer.alloc(10) });
    exec.deliverDown(ALL);
    await settle();
    await clock.pass(3_000);
    expect(closed).toEqual([{ kind: 'silent' }]);
  });

  test('after this process stood still, silence is no proof: it is asked', async () => {
    await welcome();
    exec.deliverUp(ALL);
    clock.jump(300_000);
    await clock.pass(0);
    expect(closed).toEqual([]);
    expect(heardTypes()).toContain('ping');
    await clock.pass(3_000);
    expect(closed).toEqual([{ kind: 'silent' }]);
  });

  test('any byte is a sign of life', async () => {
    await clock.pass(10_000);
    await welcome();
    await clock.pass(14_000);
    expect(closed).toEqual([]);
    await clock.pass(6_000);
    expect(closed).toEqual([{ kind: 'silent' }]);
  });

  test('neither is counted while its own writing is blocked, and both go on afterwards', async () => {
    await welcome();
    exec.blocked = true;
    const data = Buffer.alloc(65_536);
    expect(conversation.send({ type: 'data', transfer: 1, offset: 0, data })).toBe(false);
    exec.deliverUp(ALL);
    await clock.pass(60_000);
    expect(closed).toEqual([]);
    expect(heardTypes()).toEqual([]);
    exec.unblock();
    await settle();
    expect(drains).toBe(1);
    expect(heardTypes()).toEqual(['data']);
    await clock.pass(10_000);
    expect(closed).toEqual([]);
    expect(heardTypes()).toContain('ping');
    await clock.pass(10_000);
    expect(closed).toEqual([{ kind: 'silent' }]);
  });

  test('a flood of PINGs that it cannot answer makes nothing grow, and the newest is answered', async () => {
    await welcome();
    exec.blocked = true;
    conversation.send({ type: 'data', transfer: 1, offset: 0, data: Buffer.alloc(65_536) });
    const { writableLength } = exec.stdin;
    for (let nonce = 1n; nonce <= 10_000n; nonce++) exec.send({ type: 'ping', nonce });
    exec.deliverDown(ALL);
    await settle();
    expect(exec.stdin.writableLength).toBe(writableLength);
    exec.unblock();
    await settle();
    const pongs = exec.deliverUp(ALL).filter(({ type }) => type === 'pong');
    expect(pongs).toEqual([{ type: 'pong', nonce: 10_000n }]);
  });

  test('a write that never goes on is not waited for for ever', async () => {
    await welcome();
    exec.blocked = true;
    conversation.send({ type: 'data', transfer: 1, offset: 0, data: Buffer.alloc(65_536) });
    await clock.pass(115_000);
    expect(closed).toEqual([]);
    await clock.pass(10_000);
    expect(closed).toEqual([{ kind: 'silent' }]);
  });

  test('a frame must be complete after 20 s, however its bytes trickle in', async () => {
    await welcome();
    exec.send({ type: 'output', stream: 0, offset: 0, data: Buffer.alloc(100) });
    for (let second = 0; second < 19; second += 1) {
      exec.deliverDown(1);
      await clock.pass(1_000);
    }
    expect(closed).toEqual([]);
    for (let second = 0; second < 6; second += 1) {
      exec.deliverDown(1);
      await clock.pass(1_000);
    }
    expect(closed).toMatchObject([{ kind: 'bad-frame' }]);
  });

  test('frames that follow each other without a pause have each their own time', async () => {
    await welcome();
    const data = Buffer.alloc(100);
    for (let second = 0; second < 60; second += 1) {
      exec.send({ type: 'output', stream: 0, offset: second * 100, data });
      exec.deliverDown(second === 0 ? 50 : 114);
      await clock.pass(1_000);
    }
    expect(closed).toEqual([]);
  });

  test('it answers PING at once, and measures its own', async () => {
    await welcome();
    exec.deliverUp(ALL);
    exec.send({ type: 'ping', nonce: 77n });
    exec.deliverDown(ALL);
    await settle();
    expect(exec.deliverUp(ALL)).toEqual([{ type: 'pong', nonce: 77n }]);
    await clock.pass(30);
    exec.send({ type: 'pong', nonce: 1n });
    exec.deliverDown(ALL);
    await settle();
    expect(latencies).toEqual([30]);
  });
});

describe('the end', () => {
  test('a BYE leaves room for a last word', async () => {
    await welcome();
    exec.send({ type: 'bye', bye: { reason: 'replaced' } });
    exec.deliverDown(ALL);
    await settle();
    expect(closed).toEqual([{ kind: 'bye', bye: { reason: 'replaced' } }]);
    expect(exec.cut).toBe(false);
    const done = conversation.close('seen');
    expect(exec.deliverUp(ALL).at(-1)).toEqual({ type: 'bye', bye: { reason: 'seen' } });
    await clock.pass(2_000);
    await done;
    expect(exec.cut).toBe(true);
  });

  test('a fatal ERROR closes it', async () => {
    const error = { code: 'busy', message: 'too many', fatal: true };
    exec.send({ type: 'error', error });
    exec.deliverDown(ALL);
    await settle();
    expect(closed).toEqual([{ kind: 'error', error }]);
    expect(exec.cut).toBe(true);
  });

  test('a cut is told with the last words of the program', async () => {
    exec.stderr.push('starting\nno such container\n');
    exec.end(69);
    await settle();
    expect(closed).toEqual([{ kind: 'cut', code: 69, message: 'no such container' }]);
  });

  test.each([
    ['bytes that are no frame', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['a frame only a client sends', Buffer.from('0000000a06000000000000000000', 'hex')],
    ['a frame before WELCOME', Buffer.from('0000000d05000000000000000000000000', 'hex')],
  ])('%s are refused', async (_, bytes) => {
    exec.stdout.push(bytes);
    await settle();
    expect(closed).toMatchObject([{ kind: 'bad-frame' }]);
  });

  test('nothing is heard after it was closed from here', async () => {
    await welcome();
    void conversation.close(null);
    exec.end();
    await clock.pass(60_000);
    expect(closed).toEqual([]);
  });
});
