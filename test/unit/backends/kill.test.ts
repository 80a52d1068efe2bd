import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Core, makeCore } from '../../../main/core';
import type { SessionId } from '../../../preload/contract';
import { bundle } from '../support/bundle.mjs';
import { noDesktop } from '../support/desktop';
import { pathsOf, processesOf } from '../support/outside';
import { ownHome } from '../support/own-home.mjs';

const AGENT = join(import.meta.dirname, '../../../agent');
/** How often a process is killed while it makes sessions, and while it ends them. */
const TIMES = 10;

let built: Awaited<ReturnType<typeof bundle>>;
let folder = '';
let profile = '';
let env: NodeJS.ProcessEnv = {};

beforeAll(async () => {
  built = await bundle(join(import.meta.dirname, 'app-process.ts'));
});
afterAll(() => built.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-kill-'));
  profile = join(folder, 'profile');
  mkdirSync(profile);
  // Beside the profile, in which nothing may be left.
  env = { ...process.env, ...ownHome(folder) };
});
afterEach(async () => {
  // What a test that failed has left.
  await endAll(await next());
  rmSync(folder, { recursive: true });
});

function start(...words: string[]): { app: ChildProcess; lines: AsyncIterator<string> } {
  const app = spawn(process.execPath, [built.file, profile, AGENT, 'local', ...words], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return { app, lines: createInterface({ input: app.stdout })[Symbol.asyncIterator]() };
}

/** Kills it at some moment of what it does; the moments are spread over `longest` ms. */
async function killAfter(app: ChildProcess, moment: number, longest: number): Promise<void> {
  const gone = once(app, 'exit');
  await sleep((moment / TIMES) * longest);
  app.kill('SIGKILL');
  await gone;
}

/** The next process that opens the profile. */
async function next(): Promise<Core> {
  const core = makeCore({
    profile,
    agent: AGENT,
    version: 'test',
    env,
    desktop: noDesktop,
  });
  await core.sessions.find();
  return core;
}

/** What the profile has of a session, or of any; half written records go a minute later (records.ts). */
function traces(id = ''): string[] {
  return pathsOf(id, profile).filter((path) => path.includes(sep) && !/^records.\./.test(path));
}

/** A session is either listed and running, or nothing of it is left. */
async function expectListedOrGone(core: Core, id: string): Promise<void> {
  const session = core.sessions.list().find((one) => one.id === id);
  if (session === undefined) {
    expect(processesOf(id)).toEqual([]);
    expect(traces(id)).toEqual([]);
  } else {
    expect(session.state).toEqual({ kind: 'ready' });
  }
}

async function endAll(core: Core): Promise<void> {
  await Promise.all(core.sessions.list().map((session) => core.sessions.end(session.id)));
  await core.sessions.close();
}

test('an app that is killed while it makes a session leaves a listed one or none', async () => {
  for (let moment = 0; moment < TIMES; moment += 1) {
    const { app, lines } = start('create');
    const { value: id } = await lines.next();
    await killAfter(app, moment, 1500);
    const core = await next();
    await expectListedOrGone(core, String(id));
    await endAll(core);
    expect(traces()).toEqual([]);
    expect(processesOf(String(id))).toEqual([]);
  }
}, 300_000);

test('an app that is killed while it ends a session has it ended by the next one', async () => {
  for (let moment = 0; moment < TIMES; moment += 1) {
    const maker = start('create');
    const { value } = await maker.lines.next();
    const id: SessionId = value;
    await once(maker.app, 'exit');
    const { app, lines } = start('end', id);
    await lines.next();
    await killAfter(app, moment, 600);
    const core = await next();
    await expectListedOrGone(core, id);
    await endAll(core);
    expect(traces()).toEqual([]);
    expect(processesOf(id)).toEqual([]);
  }
}, 300_000);
