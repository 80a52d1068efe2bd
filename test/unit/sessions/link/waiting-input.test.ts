/** What is typed while the link is away: it goes by itself while it is new, else by the person's word alone. */
import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from './fake-clock';
import { Window } from './heard';
import { ModelHost } from './model-host';

const ALL = Number.MAX_SAFE_INTEGER;

let clock: FakeClock;
let host: ModelHost;
let window: Window;
/** Whether the session can be reached. */
let reachable: boolean;

async function flow(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    host.deliver(ALL, ALL);
    await settle();
  }
}

async function cut(): Promise<void> {
  reachable = false;
  for (const exec of host.execs) exec.end(1);
  await settle();
}

/** The link comes back within the longest pause. */
async function comesBack(): Promise<void> {
  reachable = true;
  window.link.retry();
  await flow();
  expect(window.state?.kind).toBe('live');
}

const taken = () => host.taken.toString();
const waiting = () => window.all('waiting').at(-1);
const unsent = () =>
  window.all('unsent').map(({ data, why }) => [Buffer.from(data).toString(), why]);

beforeEach(async () => {
  clock = new FakeClock();
  host = new ModelHost();
  reachable = true;
  window = new Window({
    connect: () => (reachable ? host.connect() : Promise.reject(new Error('No way.'))),
    app: 'test',
    clock,
  });
  window.link.open({ cols: 80, rows: 24 });
  await flow();
});

describe('typed while away', () => {
  test('goes by itself when the link is back before it is 10 s old', async () => {
    await cut();
    window.type('ls\r');
    await clock.pass(9_999);
    expect(waiting()).toMatchObject({ bytes: 3, asks: false });
    expect(Buffer.from(waiting()?.data ?? []).toString()).toBe('ls\r');
    await comesBack();
    expect(taken()).toBe('ls\r');
    expect(waiting()).toMatchObject({ bytes: 0, since: null });
  });

  test('goes only by the person’s word when its first byte is 10 s old', async () => {
    await cut();
    const since = clock.now();
    window.type('y');
    await clock.pass(9_000);
    window.type('\r');
    await clock.pass(1_000);
    await comesBack();
    expect(waiting()).toMatchObject({ bytes: 2, asks: true, since });
    // What is typed before the answer joins it.
    window.type('x');
    await flow();
    expect(taken()).toBe('');
    expect(waiting()).toMatchObject({ bytes: 3, asks: true });
    window.link.answer('send');
    window.type('z');
    await flow();
    expect(taken()).toBe('y\rxz');
    expect(unsent()).toEqual([]);
  });

  test.each([
    ['discard', ''],
    ['send-without-enter', 'y'],
    ['send', 'y\r'],
  ] as const)('is answered: %s', async (answer, goes) => {
    await cut();
    window.type('y\r');
    await clock.pass(20_000);
    await comesBack();
    window.link.answer(answer);
    await flow();
    expect(taken()).toBe(goes);
    window.type('ok');
    await flow();
    expect(taken()).toBe(`${goes}ok`);
    expect(host.complaints).toEqual([]);
    expect(waiting()).toMatchObject({ bytes: 0 });
  });

  test('an answer that comes twice, or without a question, does nothing', async () => {
    window.link.answer('discard');
    window.type('a');
    await flow();
    window.link.answer('send');
    window.link.answer('discard');
    await flow();
    expect(taken()).toBe('a');
  });

  test('is asked about again when the link was lost before the answer', async () => {
    await cut();
    window.type('y');
    await clock.pass(20_000);
    await comesBack();
    await cut();
    expect(waiting()).toMatchObject({ bytes: 1, asks: false });
    await clock.pass(1_000);
    await comesBack();
    expect(waiting()).toMatchObject({ bytes: 1, asks: true });
    expect(taken()).toBe('');
  });

  test('can be forgotten while it is away, and what is typed after that goes', async () => {
    await cut();
    window.type('no');
    window.link.answer('discard');
    expect(waiting()).toMatchObject({ bytes: 0 });
    window.type('yes');
    expect(waiting()).toMatchObject({ bytes: 3 });
    expect(Buffer.from(waiting()?.data ?? []).toString()).toBe('yes');
    await comesBack();
    expect(taken()).toBe('yes');
    expect(unsent()).toEqual([]);
  });

  test('what had been taken before the cut is not typed again, nor is it given up twice', async () => {
    window.type('abc');
    host.deliver(ALL, 0);
    // It is taken, and the word of it is lost with the link.
    expect(taken()).toBe('abc');
    await cut();
    expect(waiting()).toMatchObject({ bytes: 3 });
    window.link.answer('discard');
    window.type('d');
    await comesBack();
    expect(taken()).toBe('abcd');
    expect(unsent()).toEqual([]);
  });

  test('is old where this computer’s clock was set back', async () => {
    await cut();
    window.type('y');
    await clock.pass(3_000);
    clock.jump(-60_000);
    await comesBack();
    expect(waiting()).toMatchObject({ asks: true });
  });

  test('is shown and not sent where another shell is there, or the terminal was elsewhere', async () => {
    await cut();
    window.type('one');
    await settle();
    host.crash();
    await comesBack();
    expect(unsent()).toEqual([['one', 'shell']]);
    host.takenElsewhere();
    await flow();
    window.type('two');
    expect(unsent().at(-1)).toEqual(['two', 'elsewhere']);
    expect(taken()).toBe('');
  });

  test('the rest of a line goes nowhere either, where its beginning was for a shell that is gone', async () => {
    // The beginning waited here.
    await cut();
    window.type('echo ');
    await settle();
    host.crash();
    await comesBack();
    window.type('rm -rf x\rnext');
    await flow();
    expect(taken()).toBe('next');
    expect(unsent()).toEqual([
      ['echo ', 'shell'],
      ['rm -rf x\r', 'shell'],
    ]);
    // The beginning had been taken.
    await cut();
    host.crash();
    await comesBack();
    window.type(' line');
    await flow();
    expect(unsent().at(-1)).toEqual([' line', 'shell']);
    expect(taken()).toBe('next');
    // Whoever has stopped typing looks first.
    await clock.pass(2_000);
    window.type('new\r');
    await flow();
    expect(taken()).toBe('nextnew\r');
  });

  test('its beginning is told, and never more', async () => {
    await cut();
    window.link.input(Buffer.alloc(1_000_000, 'a'));
    expect(waiting()).toMatchObject({ bytes: 1_000_000 });
    expect(waiting()?.data.byteLength).toBe(1_024);
    expect(waiting()?.data.buffer.byteLength).toBe(1_024);
  });
});
