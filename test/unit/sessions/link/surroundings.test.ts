/** Sleep and other networks: what lives is asked, what is lost is tried at once, what was refused is left alone. */
import { beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../../../main/failure';
import { WatchedSurroundings } from '../../../../main/network/surroundings';
import { FakeClock, settle } from './fake-clock';
import { Window } from './heard';
import { ModelHost } from './model-host';

const ALL = Number.MAX_SAFE_INTEGER;

let clock: FakeClock;
let host: ModelHost;
let window: Window;
let why: Error | null;
let tries: number;
let online: boolean;
let surroundings: WatchedSurroundings;

async function flow(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    host.deliver(ALL, ALL);
    await settle();
  }
}

beforeEach(async () => {
  clock = new FakeClock();
  host = new ModelHost();
  why = null;
  tries = 0;
  online = true;
  surroundings = new WatchedSurroundings({ isOnline: () => online, way: () => '' });
  window = new Window({
    connect: () => {
      tries += 1;
      return why === null ? host.connect() : Promise.reject(why);
    },
    app: 'test',
    clock,
    random: () => 0.999,
    surroundings,
  });
  window.link.open({ cols: 80, rows: 24 });
  await flow();
  expect(window.state?.kind).toBe('live');
});

async function lose(reason: Error): Promise<void> {
  why = reason;
  for (const exec of host.execs) exec.end(1);
  await clock.pass(0);
}

describe('when the computer woke, or has another network', () => {
  test('a link that answers stays', async () => {
    surroundings.changed();
    await settle();
    await flow();
    await clock.pass(4_000);
    expect([tries, window.state?.kind]).toEqual([1, 'live']);
  });

  test('one that does not is made anew after 3 s', async () => {
    surroundings.changed();
    await clock.pass(3_000);
    expect(window.state).toMatchObject({ kind: 'reconnecting' });
    await clock.pass(0);
    await flow();
    expect([tries, window.state?.kind]).toEqual([2, 'live']);
  });

  test('one that waits for its next try is tried at once', async () => {
    await lose(new Error('No way.'));
    await clock.pass(20_000);
    const before = tries;
    expect(window.state).toMatchObject({ kind: 'reconnecting' });
    why = null;
    surroundings.changed();
    expect(tries).toBe(before + 1);
    // The window does not count down to a try that is under way.
    expect(window.state).toMatchObject({ nextTryAt: clock.now() });
    await flow();
    expect(window.state?.kind).toBe('live');
  });

  test('a try that hangs is given up for a new one', async () => {
    await lose(new Error('No way.'));
    const { connect } = host;
    why = null;
    host.connect = () => new Promise(() => {});
    await clock.pass(20_000);
    const before = tries;
    host.connect = connect;
    surroundings.changed();
    expect(tries).toBe(before + 1);
    await flow();
    expect(window.state?.kind).toBe('live');
  });

  test.each(['unauthorized', 'sign-in-again', 'sign-in-failed', 'clock-skew'])(
    'one that was refused (%s) is left alone, however long, until a person acts',
    async (code) => {
      await lose(new Failure(code, 'Refused.'));
      const before = tries;
      surroundings.changed();
      await clock.pass(2 * 3_600_000);
      expect(tries).toBe(before);
      const kind = code === 'sign-in-again' ? 'sign-in-again' : 'reconnecting';
      expect(window.state).toMatchObject({ kind });
      why = null;
      window.link.retry();
      await flow();
      expect(window.state?.kind).toBe('live');
    },
  );

  test('that there is no network is told, and when the session was seen last', async () => {
    const seenAt = clock.now();
    online = false;
    await lose(new Error('No way.'));
    await clock.pass(20_000);
    expect(window.state).toMatchObject({ kind: 'reconnecting', offline: true, seenAt });
  });

  test('one that is given up after an hour says so, and is tried when there is another network', async () => {
    await lose(new Error('No way.'));
    await clock.pass(3_700_000);
    expect(window.state).toMatchObject({ kind: 'reconnecting', nextTryAt: null });
    why = null;
    surroundings.changed();
    await flow();
    expect(window.state?.kind).toBe('live');
  });

  test('nothing listens any more when it is closed', async () => {
    const closed = window.link.close();
    host.deliver(ALL, 0);
    await closed;
    surroundings.changed();
    await clock.pass(60_000);
    expect(tries).toBe(1);
  });
});
