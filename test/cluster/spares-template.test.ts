/** A PodTemplate that changes while a spare is ready: nobody gets a session of the old one. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { REQUEST } from './support/app';
import { missing, sessionImage } from './support/cluster';
import { isReady, keepSpares, pods, spareSettings } from './support/spares';
import { Stage } from './support/stage';

/** Well before spares are looked at anyway. */
const SOON = { timeout: 30_000, interval: 200 };

/** A template whose pods can be told from those of another generation. */
function template(generation: string): object {
  const metadata = { name: 'sessions' };
  const env = [{ name: 'GENERATION', value: generation }];
  const containers = [{ name: 'session', image: sessionImage, env }];
  return { apiVersion: 'v1', kind: 'PodTemplate', metadata, template: { spec: { containers } } };
}

describe.skipIf(missing !== null)('spares of a template that changes', () => {
  let stage = new Stage();
  afterEach(async () => {
    await stage.clear();
    stage = new Stage();
  });

  test('the old one is not claimed: New session makes its own, and a new one takes its place', async () => {
    const { name, apply, client } = stage.namespace(template('old'));
    const parts = { settings: spareSettings(1), env: { K8S_POD_TEMPLATE: 'sessions' } };
    const app = keepSpares(stage.app(name, parts), stage);
    const { sessions, spares } = app.core;
    const generation = async (id: string) => {
      const pod = await client.getPod(id);
      const [container] = pod?.spec?.containers ?? [];
      return container?.env?.find((one) => one.name === 'GENERATION')?.value;
    };
    await isReady(app, 1);
    const [old = ''] = pods(name);
    expect(await generation(old.slice('pod/'.length))).toBe('old');

    apply(template('new'));
    expect(await spares.claim(REQUEST)).toBeNull();
    const { id, done } = sessions.create(REQUEST);
    await done;
    expect(await generation(`gamgui-${id}`)).toBe('new');
    const next = await vi.waitFor(() => {
      const found = pods(name).filter((pod) => pod !== `pod/gamgui-${id}`);
      expect(found).toHaveLength(1);
      expect(found).not.toContain(old);
      return found[0] ?? '';
    }, SOON);
    await isReady(app, 1);
    const claimed = await spares.claim(REQUEST);
    expect(`pod/gamgui-${claimed?.spec.id}`).toBe(next);
    expect(await generation(`gamgui-${claimed?.spec.id}`)).toBe('new');
  });
});
