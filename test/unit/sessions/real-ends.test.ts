/** Ends of sessions of this computer, each brought about by what really brings it about, and what is left of them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Core, makeCore } from '../../../main/core';
import { extend } from '../../../main/sessions/extending';
import { giveLeft, whatIsLeft } from '../../../main/sessions/left';
import type { SessionRequest } from '../../../main/sessions/making';
import { localFiles } from '../../../main/sessions/transfers/moves/local-files';
import { Transfers } from '../../../main/sessions/transfers/queue/transfers';
import { DEMO } from '../../../main/tenants/tenants';
import type { Session, SessionId } from '../../../preload/contract';
import { noDesktop } from '../support/desktop';
import { hostOf, isAlive } from '../support/outside';
import { Window } from './link/heard';
import { until } from './until';

const AGENT = join(import.meta.dirname, '../../../agent');
const HOUR = 3_600_000;
/** Longer than a client needs to connect on a busy machine. ms */
const SHORT = 6_000;

let profile = '';
let core: Core;
let windows: Window[] = [];

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'gamgui-ends-'));
  core = newCore();
  core.sessions.watch();
});
afterEach(async () => {
  await Promise.all(windows.map(({ link }) => link.close()));
  windows = [];
  for (const { id } of core.sessions.all()) await core.sessions.end(id);
  await core.sessions.close();
  rmSync(profile, { recursive: true });
});

/** The app, as each of its starts has it. */
function newCore(): Core {
  // A home of its own: shells are killed here while they read the user's files, and what those began would stay.
  const env = { ...process.env, HOME: profile, KUBECONFIG: join(profile, 'none') };
  return makeCore({ profile, agent: AGENT, version: 'test', env, desktop: noDesktop });
}

async function begin(life: Partial<SessionRequest> = {}): Promise<SessionId> {
  const request = { tenant: DEMO, size: 'standard', lifeMs: null, idleMs: null, ...life } as const;
  const { id, done } = core.sessions.create({ ...request, backend: 'local' });
  await done;
  return id;
}

function open(id: SessionId): Window {
  const window = new Window(core.sessions.connection(id));
  windows.push(window);
  window.link.open({ cols: 80, rows: 24 });
  return window;
}

const view = (id: SessionId): Session => core.sessions.get(id).view();
const ended = (id: SessionId) =>
  until(core.sessions, () => view(id).state.kind === 'ended').then(() => view(id).state);
const watched = (id: SessionId) =>
  new Promise<void>((heard) => {
    const { usage } = core.sessions.get(id);
    if (usage.samples.length > 0) heard();
    else usage.listen(() => heard());
  });
const work = (id: SessionId) => join(profile, 'sessions', id, 'work');

describe('a session of this computer ends', () => {
  test('with the exit code of its shell, in window and list, and so after the next start', async () => {
    const id = await begin();
    const host = hostOf(id);
    const window = open(id);
    await window.is('live');
    window.type('exit 7\n');
    await window.is('ended');
    const end = { kind: 'ended', cause: 'shell', expected: true, reason: 'exit 7' };
    expect(window.state).toMatchObject({ ...end, exit: { code: 7 } });
    expect(await ended(id)).toMatchObject({ ...end, exit: { code: 7 } });
    // Its last words come before its own end, until when its place has it as one that runs.
    await expect.poll(() => isAlive(host), { timeout: 30_000 }).toBe(false);
    await core.sessions.refresh();
    const next = newCore();
    await next.sessions.find();
    expect(next.sessions.get(id).view().state).toMatchObject(end);
    await next.sessions.close();
  });

  test('when nothing happens in it', async () => {
    const id = await begin({ idleMs: SHORT });
    await until(core.sessions, () => view(id).nearEnd?.why === 'idle');
    expect(await ended(id)).toMatchObject({ cause: 'idle', expected: true });
  });

  test('when its life is over, unless that is extended', async () => {
    const [short, longer] = await Promise.all([begin({ lifeMs: SHORT }), begin({ lifeMs: SHORT })]);
    await until(core.sessions, () => view(longer).nearEnd?.why === 'life');
    const before = view(longer).endsAt ?? 0;
    await extend(core.sessions.connection(longer), HOUR);
    await until(core.sessions, () => view(longer).nearEnd === null);
    expect(view(longer).endsAt).toBeGreaterThanOrEqual(before + HOUR);
    expect(await ended(short)).toMatchObject({ cause: 'life', expected: true });
    expect(view(longer).state.kind).toBe('ready');
  });

  test('when the system tells its host to', async () => {
    const id = await begin();
    const window = open(id);
    await window.is('live');
    process.kill(hostOf(id), 'SIGTERM');
    await window.is('ended');
    expect(window.state).toMatchObject({ cause: 'stopped', expected: false });
    expect(await ended(id)).toMatchObject({ cause: 'stopped' });
  });

  test('when its folder is removed, which is found at the next start', async () => {
    const id = await begin();
    process.kill(hostOf(id), 'SIGKILL');
    rmSync(join(profile, 'sessions', id), { recursive: true });
    const next = newCore();
    await next.sessions.find();
    expect(next.sessions.get(id).view().state).toMatchObject({ cause: 'removed', expected: false });
    await next.sessions.close();
  });

  test('for good when it is ended here: there is nothing left to tell of', async () => {
    const id = await begin();
    await core.sessions.end(id);
    expect(core.sessions.list()).toEqual([]);
  });
});

test('a session whose host is killed goes on, and says that it was', async () => {
  const id = await begin();
  const window = open(id);
  await window.is('live');
  // It is told by what the app knew before: its watcher must have heard of the session, which alone tells usage.
  await watched(id);
  process.kill(hostOf(id), 'SIGKILL');
  await until(core.sessions, () => view(id).restart !== undefined);
  expect(view(id).restart?.reason).toBe('killed');
  await window.is('live');
});

test('a new session has the files of one that ended, and never what a link leads to', async () => {
  const id = await begin();
  mkdirSync(join(work(id), 'out'));
  writeFileSync(join(work(id), 'a.csv'), 'a,b\n');
  writeFileSync(join(work(id), 'out', 'ünï.csv'), 'c\n');
  writeFileSync(join(profile, 'secret'), 'not of the session');
  symlinkSync(join(profile, 'secret'), join(work(id), 'link'));
  const window = open(id);
  await window.is('live');
  window.type('exit\n');
  await ended(id);
  const { sessions } = core;
  const connection = (session: SessionId) => sessions.connection(session);
  const transfers = new Transfers({ profile, connection, ...localFiles });
  const left = await whatIsLeft(sessions.get(id), transfers);
  expect({ ...left, again: [...left.again].sort() }).toEqual({
    files: { kind: 'here' },
    again: ['a.csv', 'out'],
    missing: [],
    saved: [],
  });
  const to = await begin();
  const states = () => transfers.list(to).map(({ state }) => state.kind);
  const isDone = () => states().length === 2 && states().every((kind) => kind === 'done');
  const done = new Promise<void>((resolve) => {
    transfers.on('changed', () => isDone() && resolve());
  });
  await giveLeft(sessions.get(id), to, transfers);
  await done;
  expect(readFileSync(join(work(to), 'a.csv'), 'utf8')).toBe('a,b\n');
  expect(readFileSync(join(work(to), 'out', 'ünï.csv'), 'utf8')).toBe('c\n');
  expect(() => readFileSync(join(work(to), 'link'))).toThrow('ENOENT');
  await transfers.close();
});
