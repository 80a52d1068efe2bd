/**
 * The app is told to stop, or is killed, at any moment of making and ending sessions: afterwards every pod is a listed session
 * or gone, as its record says (main/sessions/records.ts). GAMGUI_CHAOS is how often each of it happens; 50 is the full count.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Core } from '../../main/core';
import { Records } from '../../main/sessions/records';
import { SessionId } from '../../preload/contract';
import { Chance } from '../faults/chance';
import { seed } from '../unit/chance';
import { bundle } from '../unit/support/bundle.mjs';
import { type App, REQUEST } from './support/app';
import { killAfter, nextStart, often, startProcess, TIMES, timeout } from './support/chaos';
import { kubectlBeside, missing } from './support/cluster';
import { Stage } from './support/stage';

describe.skipIf(missing !== null)(`${TIMES} times at a random moment`, () => {
  const chance = new Chance(seed);
  const stage = new Stage();
  const folders: string[] = [];
  let namespace = '';
  let app: App;
  let built: Awaited<ReturnType<typeof bundle>>;
  /** How long it takes when nothing happens, ms. */
  let [making, ending] = [0, 0];

  beforeAll(async () => {
    built = await bundle(join(import.meta.dirname, '../unit/backends/app-process.ts'));
    namespace = stage.namespace().name;
    app = stage.app(namespace);
    const since = Date.now();
    const id = await make(app.core);
    making = Date.now() - since;
    await app.core.sessions.end(id);
    ending = Date.now() - since - making;
    console.info(`making takes ${making} ms, ending ${ending} ms`);
  }, 120_000);
  afterAll(async () => {
    built?.remove();
    await stage.clear();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  async function make({ sessions }: Core): Promise<SessionId> {
    const { id, done } = sessions.create(REQUEST);
    await done;
    return id;
  }

  const next = (profile: string) => nextStart(profile, app.env);

  function newProfile(): string {
    const folder = mkdtempSync(join(tmpdir(), 'gamgui-chaos-'));
    folders.push(folder);
    return folder;
  }

  const start = (profile: string, ...words: string[]) =>
    startProcess(built.file, app.env, profile, ...words);

  /** The pods as kubectl lists them. */
  async function pods(): Promise<string[]> {
    const said = await kubectlBeside(['-n', namespace, 'get', 'pods', '-o', 'name']);
    return said.split('\n').filter(Boolean);
  }
  const isThere = async (id: SessionId) => (await pods()).includes(`pod/gamgui-${id}`);

  /** So many moments of a span, ms: early ones more often, since that is where requests go out. */
  const moments = (spanMs: number) =>
    Array.from({ length: TIMES }, () => chance.next() ** 3 * spanMs * 1.3);

  /** What the next start makes of what a killed one left, which must be what the record says. */
  async function settled(profile: string, id: SessionId): Promise<string> {
    const intent = new Records(profile).get(id)?.intent ?? 'none';
    const core = await next(profile);
    const listed = core.sessions.list().find((session) => session.id === id);
    const there = await isThere(id);
    // Whether there is a pod is not known from the record alone where it was being made.
    if (intent !== 'create') expect([intent, there]).toEqual([intent, intent === 'created']);
    expect(listed?.state).toEqual(there ? { kind: 'ready' } : undefined);
    expect(new Records(profile).get(id)?.intent).toBe(there ? 'created' : undefined);
    if (there) await core.sessions.end(id);
    await core.sessions.close();
    expect(await isThere(id)).toBe(false);
    return `${intent} → ${there ? 'listed' : 'gone'}`;
  }

  test('it is given up while it is made', { timeout }, async () => {
    const { sessions } = app.core;
    const { profile } = app;
    await often(moments(making), async (at) => {
      const { id, done } = sessions.create(REQUEST);
      let outcome = 'made';
      const over = done.catch((error) => {
        outcome = String(error.code);
      });
      await sleep(at);
      await sessions.end(id);
      await over;
      expect(sessions.list().map((session) => session.id)).not.toContain(id);
      expect(new Records(profile).get(id)).toBeNull();
      expect(await isThere(id)).toBe(false);
      return outcome;
    });
    const core = await next(profile);
    expect(core.sessions.list()).toEqual([]);
    await core.sessions.close();
    expect(await pods()).toEqual([]);
  });

  test('the app is killed while it makes one', { timeout }, async () => {
    await often(moments(making), async (at) => {
      const profile = newProfile();
      const { child, lines } = start(profile, 'create');
      const id = SessionId.parse((await lines.next()).value);
      await killAfter(child, at);
      return settled(profile, id);
    });
    expect(await pods()).toEqual([]);
  });

  test('the app is killed while it ends one', { timeout }, async () => {
    await often(moments(ending), async (at) => {
      const profile = newProfile();
      const core = await next(profile);
      const id = await make(core);
      await core.sessions.close();
      const { child, lines } = start(profile, 'end', id);
      await lines.next();
      await killAfter(child, at);
      return settled(profile, id);
    });
    expect(await pods()).toEqual([]);
  });
});
