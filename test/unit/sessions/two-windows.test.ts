/** Several windows on one session of a real agent, as of two computers: who types, who looks, who comes back. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TerminalMeeting } from '../../../main/sessions/link/terminal-link';
import { TestHost } from '../support/agent-host';
import { Window } from './link/heard';

const SIZE = { cols: 80, rows: 24 };

let host: TestHost;
let windows: Window[];

beforeEach(async () => {
  windows = [];
  host = await TestHost.start(['/bin/sh']);
});
afterEach(async () => {
  await Promise.all(windows.map(({ link }) => link.close()));
  await host.end();
});

function open(more: TerminalMeeting & { label?: string } = {}, size = SIZE): Window {
  const window = new Window({ connect: host.connect, app: 'test', ...more });
  windows.push(window);
  window.link.open(size);
  return window;
}

const newClient = () => randomBytes(16).toString('hex');
const unsentOf = (window: Window) =>
  Buffer.concat(window.all('unsent').map(({ data }) => Buffer.from(data)));

describe('a window that was there before its app was gone', () => {
  test('has the terminal again, and what is typed while it connects is sent', async () => {
    const client = newClient();
    const first = open({ client });
    first.type('echo before-$((40+2))\n');
    await first.shows('before-42');
    // As a kill: nothing is said.
    host.cut();
    const second = open({ client, intent: 'resume' });
    second.type('echo after-$((40+2))\n');
    await second.shows('after-42');
    expect(second.state?.kind).toBe('live');
    expect(second.output.includes('before-42')).toBe(true);
    expect(second.all('unsent')).toEqual([]);
  });

  test('leaves the terminal to another window that took it meanwhile, until a person acts', async () => {
    const client = newClient();
    await open({ client }).is('live');
    const other = open({ label: 'the other computer' });
    await other.is('live');
    host.cut();
    const back = open({ client, intent: 'resume' });
    await back.is('elsewhere');
    expect(back.state).toMatchObject({ label: 'the other computer' });
    await other.is('live');
    back.link.retry();
    await back.is('live');
    await other.is('elsewhere');
  });
});

describe('a window that watches', () => {
  test('sees what is printed, types nothing, and takes nothing, also after a cut', async () => {
    const holder = open({}, { cols: 100, rows: 30 });
    await holder.is('live');
    const watcher = open({ intent: 'watch' });
    await watcher.is('watching');
    watcher.type('echo never\n');
    expect(unsentOf(watcher).toString()).toBe('echo never\n');
    host.cut();
    await watcher.is('reconnecting');
    await watcher.is('watching');
    await holder.is('live');
    holder.type('echo seen-$((40+2))\n');
    await watcher.shows('seen-42');
    expect(watcher.output.includes('never')).toBe(false);
    expect(watcher.all('size').at(-1)?.size).toEqual({ cols: 100, rows: 30 });
    holder.link.resize({ cols: 90, rows: 20 });
    await watcher.when(() => watcher.all('size').at(-1)?.size.cols === 90);
    expect(holder.state?.kind).toBe('live');
  });

  test('stays so when the terminal changes hands, and takes it when its person wants to type', async () => {
    const holder = open();
    await holder.is('live');
    const watcher = open({ intent: 'watch' });
    await watcher.is('watching');
    const other = open({}, { cols: 70, rows: 20 });
    await holder.is('elsewhere');
    await watcher.when(() => watcher.all('size').at(-1)?.size.cols === 70);
    expect(watcher.state?.kind).toBe('watching');
    watcher.link.retry();
    await watcher.is('live');
    await other.is('elsewhere');
    watcher.type('echo mine-$((40+2))\n');
    await other.shows('mine-42');
  });
});

test('what was typed and not taken when another takes the terminal is handed back at once', async () => {
  const first = open();
  await first.is('live');
  first.type('stty raw -echo; echo ready; until [ -e go ]; do sleep 0.1; done; cat > got\n');
  await first.when(() => /ready\r?\n/.test(first.output.toString()));
  // More than a terminal keeps for a program that does not read.
  const typed = randomBytes(150_000).toString('hex');
  first.type(typed);
  await first.when(() => first.all('waiting').some(({ bytes }) => bytes > 100_000));
  const second = open();
  await first.is('elsewhere');
  const back = unsentOf(first).toString();
  expect(first.all('waiting').at(-1)?.bytes).toBe(0);
  expect(back.length).toBeGreaterThan(100_000);
  expect(typed.endsWith(back)).toBe(true);
  second.type('!');
  writeFileSync(join(host.work, 'go'), '');
  const file = join(host.work, 'got');
  const got = () => (existsSync(file) ? readFileSync(file, 'latin1') : '');
  await expect.poll(got, { timeout: 10_000 }).toBe(`${typed.slice(0, -back.length)}!`);
  first.link.retry();
  await first.is('live');
  expect(unsentOf(first).toString()).toBe(back);
});

test('a window that is away learns at its return what of its input another left untaken', async () => {
  const client = newClient();
  const first = open({ client });
  await first.is('live');
  first.type('stty raw -echo; echo ready; sleep 1000\n');
  await first.when(() => /ready\r?\n/.test(first.output.toString()));
  first.type('x'.repeat(150_000));
  await first.when(() => first.all('waiting').some(({ bytes }) => bytes > 50_000));
  host.cut();
  const second = open();
  await second.is('live');
  await first.is('elsewhere');
  await first.when(() => first.all('waiting').at(-1)?.bytes === 0);
  const back = unsentOf(first).length;
  expect(back).toBeGreaterThan(100_000);
  first.link.retry();
  await first.is('live');
  expect(unsentOf(first).length).toBe(back);
});
