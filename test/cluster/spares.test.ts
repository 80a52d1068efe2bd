/** Sessions that are made ahead: claimed once, whoever asks; gone when nobody does; never a session before. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { makeCore } from '../../main/core';
import { specify } from '../../main/sessions/making';
import { Records, recordOf } from '../../main/sessions/records';
import type { Claimed } from '../../main/sessions/spares/claiming';
import { Window } from '../unit/sessions/link/heard';
import { noDesktop } from '../unit/support/desktop';
import { type App, REQUEST } from './support/app';
import { kubectl, missing } from './support/cluster';
import { isReady, keepSpares, pods, spareSettings, WAIT } from './support/spares';
import { Stage } from './support/stage';

const HOUR = 3_600_000;

describe.skipIf(missing !== null)('spares', () => {
  let stage = new Stage();
  afterEach(async () => {
    await stage.clear();
    stage = new Stage();
  });

  /** An app that has its spares ready. */
  async function ready(namespace: string, count: number): Promise<App> {
    const app = keepSpares(stage.app(namespace, { settings: spareSettings(count) }), stage);
    await isReady(app, count);
    return app;
  }

  test('one is no session, and becomes one with its name, its life and its prompt', async () => {
    const { name, client } = stage.namespace();
    const app = await ready(name, 1);
    const { sessions, spares } = app.core;
    await sessions.find();
    expect(sessions.list()).toEqual([]);
    const [spare = ''] = pods(name);
    const request = { ...REQUEST, name: 'January', lifeMs: 2 * HOUR, idleMs: HOUR / 2 };
    const claimed = await spares.claim(request);
    if (claimed === null) throw new Error('there was none');
    const { id } = sessions.adopt(claimed);
    expect(`pod/gamgui-${id}`).toBe(spare);
    expect(sessions.list()).toMatchObject([{ id, name: 'January', state: { kind: 'ready' } }]);
    const window = new Window(sessions.connection(id));
    stage.after(() => window.link.close());
    window.link.open({ cols: 80, rows: 24 });
    // What is typed long before does not go by itself.
    await window.is('live');
    window.type('echo $((40 + 2))\n');
    await window.shows('42\r\n');
    // Its life begins when somebody comes.
    const { endsAt } = await lifeOf(app, id);
    expect(Math.abs((endsAt ?? 0) - Date.now() - 2 * HOUR)).toBeLessThan(60_000);
    const pod = await client.getPod(`gamgui-${id}`);
    const expires = pod?.metadata?.annotations?.['gamgui.dev/expires-at'] ?? '';
    expect(Date.parse(expires)).toBeGreaterThan(Date.now() + 6 * 24 * HOUR);
    // The next one is made at once.
    await isReady(app, 1);
    expect(pods(name)).toHaveLength(2);
    await sessions.end(id);
  });

  /** What its agent says of its life. */
  async function lifeOf({ core }: App, id: Claimed['spec']['id']) {
    core.sessions.watch();
    let endsAt: number | null = null;
    await vi.waitFor(() => {
      const [session] = core.sessions.list().filter((one) => one.id === id);
      expect(session?.watched).toBe(true);
      endsAt = session?.endsAt ?? null;
    }, WAIT);
    return { endsAt };
  }

  test('20 apps of one user claim 10 at once: none is claimed twice, 10 make their own', async () => {
    const { name } = stage.namespace();
    const makers = await Promise.all([3, 3, 3, 1].map((count) => ready(name, count)));
    const others = Array.from({ length: 16 }, () =>
      stage.app(name, { settings: spareSettings(1) }),
    );
    const apps = [...makers, ...others];
    await Promise.all(apps.map(({ core }) => core.sessions.find()));
    // They make no more meanwhile.
    for (const { profile } of makers)
      writeFileSync(join(profile, 'settings.json'), JSON.stringify(spareSettings(1)));
    const claims = await Promise.all(apps.map(({ core }) => core.spares.claim(REQUEST)));
    const ids = claims.flatMap((claimed) => claimed?.spec.id ?? []);
    expect(ids).toHaveLength(10);
    expect(new Set(ids).size).toBe(10);
    const cold = apps.filter((_, index) => claims[index] === null);
    const made = cold.map(({ core }) => core.sessions.create(REQUEST));
    await Promise.all(made.map(({ done }) => done));
    // Each is a session of its owner's, found from anywhere.
    const [app] = apps;
    await app?.core.sessions.find();
    const listed = new Set(app?.core.sessions.list().map(({ id }) => String(id)));
    expect([...ids, ...made.map(({ id }) => id)].every((id) => listed.has(id))).toBe(true);
  }, 300_000);

  test('one that has expired is nobody’s, and is replaced', async () => {
    const { name } = stage.namespace();
    const app = await ready(name, 1);
    const before = pods(name);
    kubectl([
      '-n',
      name,
      'annotate',
      '--overwrite',
      before[0] ?? '',
      'gamgui.dev/expires-at=2020-01-01T00:00:00Z',
    ]);
    await app.core.spares.look();
    await vi.waitFor(() => {
      const now = pods(name);
      expect(now).toHaveLength(1);
      expect(now).not.toEqual(before);
    }, WAIT);
    await isReady(app, 1);
  });

  test('another size, or none wanted, and what was made for the last one goes', async () => {
    const { name } = stage.namespace();
    const app = await ready(name, 1);
    const before = pods(name);
    const save = (what: object) =>
      writeFileSync(join(app.profile, 'settings.json'), JSON.stringify(what));
    save(spareSettings(1, 'large'));
    app.core.spares.settingsChanged();
    await vi.waitFor(() => {
      expect(pods(name)).toHaveLength(1);
      expect(pods(name)).not.toEqual(before);
    }, WAIT);
    await isReady(app, 1);
    save(spareSettings(0, 'large'));
    app.core.spares.settingsChanged();
    await vi.waitFor(() => expect(pods(name)).toEqual([]), WAIT);
  });

  test('what a killed app left the next start removes, or lists where it was claimed', async () => {
    const { name } = stage.namespace();
    const { core, kubernetes, profile, env } = stage.app(name);
    const { spares } = kubernetes;
    if (spares === undefined) throw new Error('there can be none');
    const records = new Records(profile);
    const made = async (intent: 'spare' | 'create') => {
      const spec = specify(REQUEST, kubernetes.at(), () => false);
      records.write(recordOf({ spec, backend: kubernetes, opened: false }, 'spare'));
      const spare = await spares.make(spec, new AbortController().signal);
      // Nobody is at work on it: whoever was is gone.
      const writer = join(profile, 'gone');
      const record = recordOf({ spec, backend: kubernetes, opened: false }, intent);
      records.write({ ...record, writer });
      return { spec, spare };
    };
    await made('spare');
    // Killed before it was claimed, and after.
    await made('create');
    const { spec, spare } = await made('create');
    expect(await spares.claim(spec, spare.kind, spare)).toBe(true);
    expect(await spares.claim(spec, spare.kind, spare)).toBe(false);
    await core.sessions.close();
    const next = makeCore({ profile, agent: '', version: 'test', env, desktop: noDesktop });
    await next.sessions.find();
    expect(next.sessions.list().map(({ id }) => id)).toEqual([spec.id]);
    expect(pods(name)).toEqual([`pod/gamgui-${spec.id}`]);
    expect(records.list()).toMatchObject([{ intent: 'created', spec: { id: spec.id } }]);
    await next.sessions.end(spec.id);
    await next.sessions.close();
  });

  test('quitting leaves none', async () => {
    const { name } = stage.namespace();
    const app = await ready(name, 2);
    await app.core.spares.close();
    // Quitting waits some seconds at most; what was asked for by then is done nevertheless.
    await expect.poll(() => pods(name), { timeout: 60_000 }).toEqual([]);
    await expect.poll(() => new Records(app.profile).list(), { timeout: 60_000 }).toEqual([]);
  });

  test('a spare that a quota refuses is said and nothing more; one gives way to a session', async () => {
    const metadata = { name: 'few' };
    const { name } = stage.namespace({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata,
      spec: { hard: { pods: '1' } },
    });
    const app = await ready(name, 1);
    const { sessions, spares } = app.core;
    const { id, done } = sessions.create({ ...REQUEST, size: 'large' });
    await done;
    expect(pods(name)).toEqual([`pod/gamgui-${id}`]);
    spares.again();
    await vi.waitFor(() => expect(spares.status.trouble?.code).toBe('quota'), WAIT);
    expect(spares.status).toMatchObject({ ready: 0, making: 0 });
    await sessions.end(id);
  });
});
