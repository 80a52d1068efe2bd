import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SessionSpec } from '../../../main/backends/backend';
import { LocalBackend } from '../../../main/backends/local/local';
import { RuntimeFinder } from '../../../main/runtime/runtime';
import { newSessionId } from '../../../main/sessions/id';
import { DEMO } from '../../../main/tenants/tenants';
import { hostOf, isAlive, pathsOf, processesOf } from '../support/outside';
import { ownHome } from '../support/own-home.mjs';

// The real agent, the real GAM, real processes.
const AGENT = join(import.meta.dirname, '../../../agent');
const NEVER = new AbortController().signal;

let profile = '';
let spec: SessionSpec;

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'gamgui local-'));
  spec = {
    id: newSessionId(() => false),
    name: 'a "name"\nof two lines',
    tenant: DEMO,
    size: 'standard',
    lifeMs: null,
    idleMs: 3_600_000,
    oneShot: false,
    createdAt: Date.now(),
    at: null,
  };
});
afterEach(async () => {
  await newBackend().remove(spec.id);
  rmSync(profile, { recursive: true });
});

/** As another start of the app would have it. */
function newBackend(platform: NodeJS.Platform = process.platform): LocalBackend {
  const env = { ...process.env, ...ownHome(profile) };
  const runtime = new RuntimeFinder(env);
  return new LocalBackend({ profile, agent: AGENT, runtime, env, platform });
}

/** A running session. */
async function made(): Promise<LocalBackend> {
  const backend = newBackend();
  await backend.create(spec, () => {}, NEVER);
  return backend;
}

function expectNothingLeft(): void {
  expect(processesOf(spec.id)).toEqual([]);
  expect(() => hostOf(spec.id)).toThrow('no host');
  expect(pathsOf(spec.id, profile)).toEqual([]);
  expect(readdirSync(join(profile, 'agents'))).toEqual([]);
}

describe('a session of this computer', () => {
  test('is made in steps, found by the next process, and leaves nothing when it is removed', async () => {
    const steps: string[] = [];
    const say = (p: { step: number; of: number }) => steps.push(`${p.step}/${p.of}`);
    await newBackend().create(spec, say, NEVER);
    expect(steps).toEqual(['1/3', '2/3', '3/3']);
    const next = newBackend();
    expect((await next.list()).found).toEqual([
      { id: spec.id, spec, runs: { gam: expect.stringMatching(/^7\./) }, state: 'running' },
    ]);
    const host = hostOf(spec.id);
    await next.remove(spec.id);
    expect(isAlive(host)).toBe(false);
    expectNothingLeft();
    expect((await next.list()).found).toEqual([]);
    await next.remove(spec.id);
  });

  test('runs the agent’s programs with plain pipes', async () => {
    const backend = await made();
    const files = await backend.exec(spec.id, 'files');
    files.stdout.resume();
    files.stderr.resume();
    // Not a frame of the protocol.
    files.stdin.end(Buffer.alloc(16));
    expect(await files.exit).toEqual({ code: 64, signal: null });
  });

  test('goes on when its host was killed', async () => {
    const backend = await made();
    const before = hostOf(spec.id);
    process.kill(before, 'SIGKILL');
    await expect.poll(() => isAlive(before)).toBe(false);
    expect((await backend.list()).found).toMatchObject([{ state: 'running' }]);
    const programs = ['attach', 'attach', 'files'] as const;
    const all = await Promise.all(programs.map((program) => backend.exec(spec.id, program)));
    for (const one of all) one.close();
    await Promise.all(all.map((one) => one.exit));
    expect(hostOf(spec.id)).not.toBe(before);
  });

  test('that was ended from outside is kept with its files until it is removed', async () => {
    const backend = await made();
    writeFileSync(join(profile, 'sessions', spec.id, 'work', 'kept.csv'), 'kept');
    process.kill(hostOf(spec.id), 'SIGTERM');
    await expect
      .poll(async () => (await backend.list()).found, { timeout: 15_000 })
      .toMatchObject([{ state: 'ended' }]);
    const [found] = (await backend.list()).found;
    expect(found).toMatchObject({ end: { cause: 'stopped', expected: false } });
    expect(readFileSync(join(profile, 'sessions', spec.id, 'work', 'kept.csv'), 'utf8')).toBe(
      'kept',
    );
    await backend.remove(spec.id);
    expectNothingLeft();
  });

  test('ends with the computer', async () => {
    const backend = await made();
    const file = join(profile, 'sessions', spec.id, 'session.json');
    const stored: object = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...stored, boot: 'before' }));
    const host = hostOf(spec.id);
    process.kill(host, 'SIGKILL');
    await expect.poll(() => isAlive(host)).toBe(false);
    expect((await backend.list()).found).toMatchObject([
      { state: 'ended', end: { cause: 'switched-off', expected: false } },
    ]);
  });

  test('is not started again while it is removed', async () => {
    const backend = await made();
    const removed = backend.remove(spec.id);
    // As a watcher that lost its link would, again and again.
    let tries = 0;
    const reconnect = async (): Promise<void> => {
      tries += 1;
      const exec = await backend.exec(spec.id, 'attach');
      exec.stdout.resume();
      exec.stderr.resume();
      exec.close();
      await exec.exit;
      return reconnect();
    };
    await expect(reconnect()).rejects.toMatchObject({ code: 'no-session' });
    expect(tries).toBeGreaterThan(0);
    await removed;
    expectNothingLeft();
  });

  test('is removed with processes that have left it and heed no signal', async () => {
    const backend = await made();
    const stubborn = spawn(
      '/bin/sh',
      ['-c', 'trap "" HUP TERM INT; echo up; sleep 600; sleep 600'],
      {
        env: { PATH: process.env['PATH'], GAMGUI_SESSION: spec.id },
        stdio: ['ignore', 'pipe', 'ignore'],
        detached: true,
      },
    );
    await once(stubborn.stdout, 'data');
    const gone = once(stubborn, 'exit');
    await backend.remove(spec.id);
    expect(await gone).toEqual([null, 'SIGKILL']);
    expectNothingLeft();
  });

  test('that is given up while it is made leaves nothing', async () => {
    const abort = new AbortController();
    const give = (p: { step: number }) => {
      if (p.step === 3) setTimeout(() => abort.abort(), 50);
    };
    await expect(newBackend().create(spec, give, abort.signal)).rejects.toBeDefined();
    expectNothingLeft();
  });
});

describe('where it cannot be', () => {
  test('Windows says what to use instead', async () => {
    const windows = newBackend('win32');
    expect(await windows.check()).toMatchObject({
      kind: 'unusable',
      error: { code: 'windows', fix: expect.stringContaining('Docker') },
    });
    await expect(windows.create(spec, () => {}, NEVER)).rejects.toMatchObject({ code: 'windows' });
  });

  test('a computer without GAM says how to get it', async () => {
    const env = { PATH: '/nowhere', HOME: profile, GAMGUI_CACHE_DIR: profile };
    const runtime = new RuntimeFinder(env);
    const backend = new LocalBackend({ profile, agent: AGENT, runtime, env });
    expect(await backend.check()).toMatchObject({
      kind: 'unusable',
      error: { code: 'no-python', fix: expect.stringContaining('Install Python') },
    });
  });
});
