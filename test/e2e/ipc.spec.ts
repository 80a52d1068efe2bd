/** What a page of the app, or a page that is not the app's, can ask of main: what the contract says, and no more. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './lib/app';
import { type BadCall, badCall, chanceFrom } from './lib/mutations';
import { screenOf, typeLine, waitForScreen } from './lib/terminal';

/** 10,000 is the full count. */
const CALLS = Number(process.env['GAMGUI_IPC_CALLS'] ?? 10_000);
const given = process.env['GAMGUI_SEED'];
const SEED = given === undefined ? (Math.random() * 2 ** 31) | 0 : Number(given) | 0;
const BATCH = 500;

/** Makes the calls in the page; resolves to the indexes of those that were not refused. */
function accepted(page: Page, bad: BadCall[]): Promise<number[]> {
  return page.evaluate(async (all) => {
    // What a page that has been taken over would do: it knows nothing of types.
    const bridge: object = window.gamgui;
    const call: (...words: unknown[]) => Promise<unknown> = Reflect.get(bridge, 'call');
    const refused = async ({ channel, argument }: { channel: string; argument: unknown }) => {
      try {
        const answer = await call(channel, argument);
        return typeof answer === 'object' && answer !== null && Reflect.get(answer, 'ok') === false;
      } catch {
        return true;
      }
    };
    const answers = await Promise.all(all.map(refused));
    return answers.flatMap((was, index) => (was ? [] : [index]));
  }, bad);
}

test(`${CALLS} calls that the contract does not allow are refused`, async ({ profile, start }) => {
  console.info(`GAMGUI_SEED=${SEED} GAMGUI_IPC_CALLS=${CALLS}`);
  const { home, opens } = await start();
  const terminal = await opens(() =>
    home.getByRole('button', { name: /Start a demo session/ }).click(),
  );
  await waitForScreen(terminal, /\$ $/m);
  const before = await home.evaluate(() => window.gamgui.call('settings.get'));
  const ids = await readdir(join(profile, 'sessions'));
  const chance = chanceFrom(SEED);
  for (let done = 0; done < CALLS; done += BATCH) {
    const bad = Array.from({ length: Math.min(BATCH, CALLS - done) }, () => badCall(chance));
    // From both kinds of pages: some channels are for terminal windows alone.
    const taken = await accepted(done % (2 * BATCH) === 0 ? home : terminal, bad);
    expect(taken.map((index) => bad[index])).toEqual([]);
  }
  expect(await home.evaluate(() => window.gamgui.call('settings.get'))).toEqual(before);
  expect(await readdir(join(profile, 'sessions'))).toEqual(ids);
  await expect(home.getByRole('row')).toHaveCount(1);
  await typeLine(terminal, 'echo still $((40 + 2))');
  await waitForScreen(terminal, /^still 42$/m);
});

test('what cannot be sent at all is refused in the page', async ({ start }) => {
  const { home } = await start();
  const outcomes = await home.evaluate(async () => {
    const bridge: object = window.gamgui;
    const call: (...words: unknown[]) => Promise<unknown> = Reflect.get(bridge, 'call');
    const ring: { ring?: unknown } = {};
    ring.ring = ring;
    const loud = {
      get id() {
        throw new Error('looked at');
      },
    };
    const odd = [() => 1, Symbol('x'), window, document.body, ring, loud, new Proxy({}, {})];
    const channels = [Symbol('x'), {}, [], null, undefined, 7, { toString: () => 'app.info' }];
    const calls = [
      ...odd.map((argument) => () => call('sessions.open', argument)),
      ...channels.map((channel) => () => call(channel)),
    ];
    const one = async (act: () => Promise<unknown>) => {
      try {
        const answer = await act();
        return typeof answer === 'object' && answer !== null && Reflect.get(answer, 'ok') === true;
      } catch {
        return false;
      }
    };
    return Promise.all(calls.map(one));
  });
  expect(outcomes).not.toContain(true);
  await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeVisible();
});

test('a terminal port that says what the contract does not have is closed', async ({ start }) => {
  const { home, opens } = await start();
  const terminal = await opens(() =>
    home.getByRole('button', { name: /Start a demo session/ }).click(),
  );
  await waitForScreen(terminal, /\$ $/m);
  const hostile: unknown[] = [
    undefined,
    null,
    7,
    'input',
    [],
    {},
    { type: '__proto__' },
    { type: 'start' },
    { type: 'start', size: { cols: 0, rows: 24 } },
    { type: 'start', size: { cols: 1e9, rows: 24 } },
    { type: 'resize', size: { cols: 80.5, rows: 24 } },
    { type: 'resize', size: { cols: 80, rows: Number.NaN } },
    { type: 'input', data: 'a string' },
    { type: 'input', data: [1, 2, 3] },
    { type: 'input', data: new Uint8Array(10), also: 1 },
    { type: 'ack', offset: -1 },
    { type: 'ack', offset: 1.5 },
    { type: 'ack', offset: Number.POSITIVE_INFINITY },
    { type: 'end' },
    'x'.repeat(1_000_000),
  ];
  for (const message of hostile) {
    // A port of its own each: the window's own is not in anyone's reach.
    await terminal.evaluate(async (said) => {
      const arrived = new Promise<MessagePort>((resolve) => {
        const listen = ({ data, ports: [port] }: MessageEvent) => {
          if (data !== 'gamgui.terminal.port' || port === undefined) return;
          window.removeEventListener('message', listen);
          resolve(port);
        };
        window.addEventListener('message', listen);
      });
      await window.gamgui.call('terminal.connect');
      const port = await arrived;
      const closed = new Promise((resolve) => port.addEventListener('close', resolve));
      port.start();
      port.postMessage(said);
      await closed;
    }, message);
  }
  await typeLine(terminal, 'echo still $((40 + 2))');
  await waitForScreen(terminal, /^still 42$/m);
  expect(await screenOf(terminal)).not.toContain('a string');
});
