/** A user who may not change pods cannot claim a spare: none is made, or none stays, and New session goes on without. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Records } from '../../main/sessions/records';
import { type App, REQUEST } from './support/app';
import { missing } from './support/cluster';
import { role } from './support/namespace';
import { isReady, keepSpares, pods, spareSettings, WAIT } from './support/spares';
import { RIGHTS, Stage, USER } from './support/stage';

/** With what claiming needs. */
const ALL = RIGHTS.map((right) =>
  right.resource === 'pods' ? { ...right, verbs: [...right.verbs, 'patch'] } : right,
);

describe.skipIf(missing !== null)('spares of a user who may not patch pods', () => {
  let stage = new Stage();
  afterEach(async () => {
    await stage.clear();
    stage = new Stage();
  });

  function started(namespace: string): App {
    const parts = { way: { user: USER }, settings: spareSettings(1) };
    return keepSpares(stage.app(namespace, parts), stage);
  }

  const isRefused = ({ core }: App) =>
    vi.waitFor(() => {
      expect(core.spares.status).toMatchObject({
        ready: 0,
        making: 0,
        trouble: { code: 'forbidden', fix: expect.stringContaining('patch') },
      });
    }, WAIT);

  test('none is made, and why is said; with the right one is', async () => {
    const { name, apply } = stage.namespace(...role(USER, RIGHTS));
    const app = started(name);
    await isRefused(app);
    expect(pods(name)).toEqual([]);
    expect(new Records(app.profile).list()).toEqual([]);
    expect(await app.core.spares.claim(REQUEST)).toBeNull();
    apply(...role(USER, ALL));
    app.core.spares.again();
    await isReady(app, 1);
    expect(await app.core.spares.claim(REQUEST)).not.toBeNull();
  });

  test('where the right is lost while one is ready it goes, and New session makes its own', async () => {
    const { name, apply } = stage.namespace(...role(USER, ALL));
    const app = started(name);
    await isReady(app, 1);
    const before = pods(name);
    apply(...role(USER, RIGHTS));
    expect(await app.core.spares.claim(REQUEST)).toBeNull();
    const { id, done } = app.core.sessions.create(REQUEST);
    await done;
    await isRefused(app);
    await vi.waitFor(() => {
      expect(pods(name)).toEqual([`pod/gamgui-${id}`]);
      const records = new Records(app.profile).list();
      expect(records).toMatchObject([{ intent: 'created', spec: { id } }]);
    }, WAIT);
    expect(before).toHaveLength(1);
    await app.core.sessions.end(id);
  });
});
