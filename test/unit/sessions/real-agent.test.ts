/** The app's end against a real agent. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../../main/sessions/link/job-client';
import { SessionWatch, type WatchNews } from '../../../main/sessions/link/watch-client';
import type { JobSignal } from '../../../main/sessions/wire/messages';
import { TestHost } from '../support/agent-host';
import { Window } from './link/heard';

const SIZE = { cols: 80, rows: 24 };
const APP = 'test';
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

let host: TestHost;

beforeAll(async () => {
  host = await TestHost.start(['/bin/sh']);
});

afterAll(async () => {
  await host.end();
});

function openWindow(on = host): Window {
  const window = new Window({ connect: on.connect, app: APP });
  window.link.open(SIZE);
  return window;
}

/** Runs a command as a job and gathers what it wrote. */
async function job(command: string, more: { stdin?: PassThrough; signals?: JobSignal[] } = {}) {
  const pieces = { out: [] as Buffer[], err: [] as Buffer[] };
  const into = (list: Buffer[]) =>
    new Writable({ write: (data: Buffer, _, done) => done(void list.push(Buffer.from(data))) });
  const outcome = await runJob({
    connect: host.connect,
    app: APP,
    argv: ['/bin/sh', '-c', command],
    stdin: more.stdin ?? null,
    stdout: into(pieces.out),
    stderr: into(pieces.err),
  });
  return { outcome, out: Buffer.concat(pieces.out), err: Buffer.concat(pieces.err) };
}

describe('a terminal', () => {
  test('echoes, and shows what a command prints', async () => {
    const window = openWindow();
    window.type('echo one-$((40+2))\n');
    await window.shows('one-42');
    expect(window.all('begin')).toHaveLength(1);
    await window.when(() => window.state?.kind === 'live' && window.state.latencyMs !== null);
    await window.link.close();
  });

  test('goes on where it was when its program is killed, and types once', async () => {
    const window = openWindow();
    for (let round = 0; round < 5; round += 1) {
      window.type(`echo before-$((${round}+100))\n`);
      await window.shows(`before-${round + 100}`);
      host.cut();
      window.type(`echo away-$((${round}+100))\n`);
      await window.shows(`away-${round + 100}`);
    }
    const away = window.output.toString().match(/away-10\d/g);
    expect(away).toEqual(['away-100', 'away-101', 'away-102', 'away-103', 'away-104']);
    expect(window.all('gap')).toEqual([]);
    await window.link.close();
  });

  test('is taken by a second client, and taken back', async () => {
    const first = openWindow();
    await first.is('live');
    const second = openWindow();
    await second.is('live');
    await first.is('elsewhere');
    host.cut();
    await first.is('reconnecting');
    // A return by itself takes nothing.
    await first.is('elsewhere');
    second.type('echo from-second-$((1+1))\n');
    await first.shows('from-second-2');
    first.type('echo never\n');
    expect(first.all('unsent').map(({ data }) => Buffer.from(data).toString())).toEqual([
      'echo never\n',
    ]);
    first.link.retry();
    await first.is('live');
    first.type('echo from-first-$((1+1))\n');
    await second.is('elsewhere');
    await second.shows('from-first-2');
    expect(second.output.includes('never')).toBe(false);
    await Promise.all([first.link.close(), second.link.close()]);
  });

  test('passes 20 MB on unchanged while it is cut again and again', async () => {
    const window = openWindow();
    await window.is('live');
    const from = window.output.length;
    window.type('stty -onlcr -echo; echo ready; seq -f %019.0f 1000000; echo done-$((1+1))\n');
    for (const mark of [2, 6, 10, 14, 18]) {
      await window.when(() => window.output.length > from + mark * 1_000_000);
      host.cut();
      await window.is('reconnecting');
    }
    await window.shows('done-2');
    const text = window.output.toString('latin1', from);
    const numbers = text.slice(text.indexOf('\n0000') + 1, text.lastIndexOf('done-2'));
    const wanted = Array.from({ length: 1_000_000 }, (_, index) =>
      String(index + 1).padStart(19, '0'),
    );
    expect(sha256(Buffer.from(numbers))).toBe(sha256(Buffer.from(`${wanted.join('\n')}\n`)));
    window.type('stty onlcr echo\n');
    await window.link.close();
  });

  test('hands back what was typed for a shell that a crash took', async () => {
    const own = await TestHost.start();
    const window = openWindow(own);
    window.type('sleep 1000; echo never\n');
    await window.shows('sleep 1000');
    // Too much for a program that does not read: it waits here and there.
    window.type('x'.repeat(300_000));
    await own.crash();
    await window.when(() => window.all('unsent').length > 0);
    await window.is('live');
    // The line's end goes the way of its beginning.
    window.type('y\n');
    window.type('echo next-$((1+1))\n');
    await window.shows('next-2');
    const back = window.all('unsent').map(({ data }) => Buffer.from(data).toString());
    expect(back.join('')).toMatch(/^x+y\n$/);
    await window.link.close();
    await own.end();
  });

  test('holds a flood at its window while nothing is shown, and is interrupted at once', async () => {
    const own = await TestHost.start();
    const window = openWindow(own);
    await window.is('live');
    window.show(false);
    window.type('yes flood\n');
    await window.when(() => window.pending > 900_000);
    window.type('\x03');
    window.type('echo calm-$((1+1))\n');
    expect(window.pending).toBeLessThanOrEqual(1_048_576);
    window.show(true);
    await window.shows('calm-2');
    // What was on its way, and what the terminal itself holds.
    expect(window.output.length).toBeLessThan(2_000_000);
    await window.link.close();
    await own.end();
  });

  test('ends with its shell, with the exit code', async () => {
    const own = await TestHost.start();
    const window = openWindow(own);
    window.type('exit 7\n');
    await window.is('ended');
    expect(window.state).toMatchObject({ kind: 'ended', expected: true, exit: { code: 7 } });
    await own.end();
  });
});

describe('a job', () => {
  test('passes both streams on and has the exit code of its command', async () => {
    const { outcome, out, err } = await job('echo out; echo err >&2; exit 3');
    expect(outcome).toEqual({ exit: { code: 3 }, lost: 0 });
    expect(out.toString()).toBe('out\n');
    expect(err.toString()).toBe('err\n');
  });

  test('reads its input to the end, and survives cuts', async () => {
    const stdin = new PassThrough();
    const data = randomBytes(5_000_000);
    const running = job('cat; exit 5', { stdin });
    const pieces = 50;
    for (let piece = 0; piece < pieces; piece += 1) {
      const size = data.length / pieces;
      if (!stdin.write(data.subarray(piece * size, (piece + 1) * size))) await once(stdin, 'drain');
      if (piece % 12 === 11) host.cut();
    }
    stdin.end();
    const { outcome, out } = await running;
    expect(outcome).toEqual({ exit: { code: 5 }, lost: 0 });
    expect(sha256(out)).toBe(sha256(data));
  });

  test('is sent signals', async () => {
    const sends: ((signal: JobSignal) => void)[] = [];
    const outcome = await runJob({
      connect: host.connect,
      app: APP,
      argv: ['/bin/sh', '-c', 'trap "exit 9" INT; echo ready; while :; do sleep 0.1; done'],
      stdin: null,
      stdout: new Writable({
        write: (_, __, done) => {
          for (const send of sends) send('INT');
          done();
        },
      }),
      stderr: new PassThrough(),
      signals: (listener) => {
        sends.push(listener);
        return () => {};
      },
    });
    expect(outcome.exit).toEqual({ code: 9 });
  });

  test('waits for a slow reader, with no more than the window on its way', async () => {
    let received = 0;
    const waiting: (() => void)[] = [];
    let full: () => void = () => {};
    const stalled = new Promise<void>((resolve) => {
      full = resolve;
    });
    const stdout = new Writable({
      highWaterMark: 1,
      write: (data: Buffer, _, done) => {
        received += data.length;
        waiting.push(done);
        full();
      },
    });
    const total = 24_000_000;
    const running = runJob({
      connect: host.connect,
      app: APP,
      argv: ['/bin/sh', '-c', `head -c ${total} /dev/zero`],
      stdin: null,
      stdout,
      stderr: new PassThrough(),
    });
    await stalled;
    let most = 0;
    while (received < total || waiting.length > 0) {
      most = Math.max(most, stdout.writableLength);
      waiting.shift()?.();
      await new Promise(setImmediate);
    }
    expect(await running).toEqual({ exit: { code: 0 }, lost: 0 });
    expect(received).toBe(total);
    expect(most).toBeLessThanOrEqual(4_194_304);
    expect(most).toBeGreaterThan(200_000);
  });

  test('is sent TERM when nobody reads its output any more', async () => {
    const stdout = new PassThrough();
    stdout.once('data', () => stdout.destroy());
    const outcome = await runJob({
      connect: host.connect,
      app: APP,
      argv: ['/bin/sh', '-c', 'while :; do echo more; sleep 0.05; done'],
      stdin: null,
      stdout,
      stderr: new PassThrough(),
    });
    expect(outcome.exit).toEqual({ signal: 'TERM' });
  });

  test('has its output and a KILL when a crash takes it', async () => {
    const own = await TestHost.start();
    const stdout = new PassThrough();
    const running = runJob({
      connect: own.connect,
      app: APP,
      argv: ['/bin/sh', '-c', 'echo begun; sleep 1000'],
      stdin: null,
      stdout,
      stderr: new PassThrough(),
    });
    const [words] = await once(stdout, 'data');
    await own.crash();
    expect(await running).toEqual({ exit: { signal: 'KILL' }, lost: 0 });
    expect(String(words)).toBe('begun\n');
    await own.end();
  });

  test('runs once, however often its connection is cut at the start', async () => {
    const running = job('echo x >> ran; sleep 0.3');
    while (host.programs.size === 0) await new Promise(setImmediate);
    host.cut();
    const { outcome } = await running;
    expect(outcome.exit).toEqual({ code: 0 });
    expect(readFileSync(join(host.work, 'ran'), 'utf8')).toBe('x\n');
  });
});

describe('a watcher', () => {
  test('has a snapshot, then events, and again after a cut', async () => {
    const news: WatchNews[] = [];
    let look: () => void = () => {};
    const when = (until: () => boolean) =>
      new Promise<void>((done) => {
        look = () => {
          if (until()) done();
        };
        look();
      });
    const heard = (one: WatchNews) => {
      news.push(one);
      look();
    };
    const watch = new SessionWatch({ connect: host.connect, app: APP, heard });
    await when(() => news.some(({ kind }) => kind === 'snapshot'));
    await job('exit 4');
    await when(() =>
      news.some(
        (one) => one.kind === 'event' && one.event.kind === 'job' && one.event.job.exit !== null,
      ),
    );
    host.cut();
    await when(() => news.filter(({ kind }) => kind === 'snapshot').length === 2);
    watch.close();
  });

  test('ends a session when it is asked to before it is connected', async () => {
    const own = await TestHost.start();
    const ended = new Promise<WatchNews>((resolve) => {
      const heard = (one: WatchNews) => {
        if (one.kind === 'ended') resolve(one);
      };
      void new SessionWatch({ connect: own.connect, app: APP, heard }).end();
    });
    expect(await ended).toMatchObject({ kind: 'ended', end: { cause: 'asked' } });
    await own.end();
  });
});
