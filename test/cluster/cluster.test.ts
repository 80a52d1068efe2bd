/** The test cluster itself: it comes up whole, asks whose a token is, mends itself, and leaves nothing. */
import { readdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idlePod, ownStateFile } from './support/cluster';
import { leftOf, networkNames, tracesOf } from './support/leftovers';
import { SecondCluster } from './support/second-cluster';
import { answerReviews } from './support/token-reviews';

const IMAGE = 'gamgui.test/pause:1';

if (ownStateFile === null) console.warn('skipped: another cluster is not brought up and down');

describe.skipIf(ownStateFile === null)('a cluster', () => {
  let cluster: SecondCluster;
  const names = networkNames();
  beforeAll(() => {
    cluster = new SecondCluster(ownStateFile ?? '');
  });
  afterAll(() => cluster.remove());

  const containing = (words: string): string => expect.stringContaining(words);

  test('comes up beside another, and says when it is up already', async () => {
    expect(await cluster.run('status')).toMatchObject({ code: 1, said: 'cluster: down\n' });
    expect(await cluster.run('up', '--bare')).toMatchObject({ code: 0, said: containing('up in') });
    expect(await cluster.run('status')).toMatchObject({ code: 0, said: containing('up, https:') });
    const { init } = cluster.state();
    const again = await cluster.run('up', '--bare');
    expect(again).toMatchObject({ code: 0, said: containing('was up already') });
    expect(cluster.state().init).toBe(init);
  });

  test('runs a restricted pod, and refuses any other', async () => {
    const run = (...more: string[]) =>
      cluster.kubectl('run', 'p', `--image=${IMAGE}`, '--restart=Never', ...more);
    expect(await run()).toMatchObject({ code: 1, said: containing('violates PodSecurity') });
    const { spec } = idlePod();
    const containers = spec?.containers.map(({ command, ...rest }) => ({ ...rest, image: IMAGE }));
    const pod = JSON.stringify({ apiVersion: 'v1', spec: { ...spec, containers } });
    expect(await run(`--overrides=${pod}`)).toMatchObject({ code: 0 });
    const ready = ['--for=condition=Ready', '--timeout=60s'];
    expect(await cluster.kubectl('wait', 'pod/p', ...ready)).toMatchObject({ code: 0 });
  });

  test('nobody knows a token while Google is away, and certificates do not mind', async () => {
    const ask = ['get', 'pods', '-n', 'gamgui-ana'];
    const refused = await cluster.kubectlAs('token-of-ana', ...ask);
    expect(refused).toMatchObject({ code: 1, said: containing('Unauthorized') });
    expect(await cluster.kubectl(...ask)).toMatchObject({ code: 0 });
  });

  test("Google's user is the cluster's, with rights in their namespaces alone", async () => {
    const reviews = await answerReviews(cluster.state().googleSocket, { ana: 'ana@corp.example' });
    const can = async (namespace: string, verb: string, resource: string) => {
      const { said } = await cluster.kubectlAs(
        'ana',
        'auth',
        'can-i',
        verb,
        resource,
        '-n',
        namespace,
      );
      return said.trim();
    };
    try {
      expect(await can('gamgui-ana', 'create', 'pods')).toBe('yes');
      expect(await can('gamgui', 'create', 'pods/exec')).toBe('yes');
      expect(await can('gamgui-bo', 'list', 'pods')).toBe('no');
      expect(await can('gamgui-ana', 'get', 'secrets')).toBe('no');
      const other = await cluster.kubectlAs('not-known', 'get', 'pods');
      expect(other).toMatchObject({ code: 1, said: containing('Unauthorized') });
    } finally {
      await reviews.close();
    }
  });

  test('two that mend a broken one at once bring up one', async () => {
    const before = cluster.state();
    process.kill(before.forward, 'SIGKILL');
    while ((await cluster.run('status')).code === 0);
    expect(await cluster.run('status')).toMatchObject({ code: 1, said: containing('broken') });
    const both = await Promise.all([cluster.run('up', '--bare'), cluster.run('up', '--bare')]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.filter(({ said }) => said.includes('up in'))).toHaveLength(1);
    expect(cluster.state().init).not.toBe(before.init);
    expect(await cluster.kubectl('get', 'pods')).toMatchObject({
      said: containing('No resources'),
    });
  });

  test('goes down and leaves nothing, even where its state is lost', async () => {
    const traces = tracesOf(cluster);
    expect(leftOf(traces)).not.toEqual([]);
    rmSync(cluster.file('state.json'));
    expect(await cluster.run('down')).toMatchObject({
      code: 0,
      said: containing('nothing is left'),
    });
    expect(leftOf(traces)).toEqual([]);
    expect(networkNames()).toEqual(names);
    expect(readdirSync(cluster.file())).toEqual(['bin']);
    expect(await cluster.run('down')).toMatchObject({ code: 0, said: containing('was down') });
  });
});
