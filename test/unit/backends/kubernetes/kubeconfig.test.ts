import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { listContexts, openContext } from '../../../../main/backends/kubernetes/kubeconfig';

const folder = mkdtempSync(join(tmpdir(), 'gamgui-kubeconfig-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, host: string, contexts: readonly string[], current: string): string {
  const path = join(folder, name);
  const cluster = { server: `https://${host}`, 'certificate-authority': 'ca.pem' };
  const content = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: `c-${name}`, cluster }],
    users: [{ name: 'u', user: { token: `secret-${name}` } }],
    contexts: contexts.map((one) => ({
      name: one,
      context: { cluster: `c-${name}`, user: 'u', namespace: 'team' },
    })),
    'current-context': current,
  };
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const one = file('one', 'one.example', ['prod', 'both'], 'prod');
const two = file('two', 'two.example', ['test', 'both'], 'test');
const both = [join(folder, 'absent'), one, two].join(delimiter);

it('lists the contexts of all files, the first file winning, without a secret', async () => {
  const contexts = await listContexts(both);
  expect(contexts.map(({ name, server, isCurrent }) => [name, server, isCurrent])).toEqual([
    ['prod', 'https://one.example', true],
    ['both', 'https://one.example', false],
    ['test', 'https://two.example', false],
  ]);
  expect(JSON.stringify(contexts)).not.toContain('secret');
});

it('opens a context with its own paths, which are relative to its file', async () => {
  const place = { way: 'kubeconfig', files: both, context: 'test', namespace: 'gamgui' } as const;
  const access = await openContext(place);
  expect(access).toMatchObject({ title: 'test', namespace: 'gamgui' });
  expect(access.kubeConfig.getCurrentCluster()).toMatchObject({
    server: 'https://two.example',
    caFile: join(folder, 'ca.pem'),
  });
});

it('says which contexts there are when one is not', async () => {
  const place = { way: 'kubeconfig', files: one, context: 'gone', namespace: 'n' } as const;
  await expect(openContext(place)).rejects.toMatchObject({
    code: 'no-context',
    fix: expect.stringContaining('prod, both'),
  });
});

it('names a file that cannot be read, and nothing that is in it', async () => {
  const bad = join(folder, 'bad');
  writeFileSync(bad, 'users:\n  - token: "my-secret\n');
  const failure = await listContexts(bad).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'kubeconfig' });
  expect(String(failure)).toContain(bad);
  expect(String(failure)).not.toContain('my-secret');
});

it('finds nothing where there is no file', async () => {
  expect(await listContexts(join(folder, 'none'))).toEqual([]);
});
