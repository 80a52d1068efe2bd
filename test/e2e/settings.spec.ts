/** The settings' page: what the environment gives is locked, what it gives wrongly is explained, the rest is saved. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './lib/app';
import { waitForScreen } from './lib/terminal';

/** A kubeconfig with two contexts; nothing answers at their servers. */
const KUBECONFIG = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'staging',
  clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:9' } }],
  users: [{ name: 'lena', user: { token: 'not-to-be-shown' } }],
  contexts: ['staging', 'production'].map((name) => ({
    name,
    context: { cluster: 'c', user: 'lena' },
  })),
});

test('values of the environment are locked, and a bad one is explained', async ({ start }) => {
  const { home } = await start({
    K8S_NAMESPACE: 'gam-lena',
    K8S_INGRESS_PATH: 'gam',
    HTTPS_PROXY: 'http://lena:Pa55word@127.0.0.1:9',
  });
  await home.getByRole('button', { name: 'Settings' }).click();
  const namespace = home.getByRole('textbox', { name: 'Namespace' });
  await expect(namespace).toHaveValue('gam-lena');
  await expect(namespace).not.toBeEditable();
  await expect(home.locator('.setting', { has: namespace })).toContainText(
    'EnvironmentK8S_NAMESPACE',
  );
  const path = home.getByRole('textbox', { name: 'Ingress path' });
  await expect(path).toHaveValue('/');
  await expect(path).not.toBeEditable();
  await expect(path).toHaveAccessibleDescription(
    '“gam” cannot be a path: it must begin with “/”. The default is used.',
  );
  await expect(home.locator('.setting', { has: path })).toContainText('Default instead');
  await expect(home.getByRole('textbox', { name: 'Proxy', exact: true })).toHaveValue(
    'http://127.0.0.1:9',
  );
  await expect(home.locator('body')).not.toContainText('Pa55word');
});

test('a value is saved with Enter, reset, and not saved if the cluster would refuse it', async ({
  profile,
  start,
}) => {
  const { home } = await start();
  await home.getByRole('button', { name: 'Settings' }).click();
  const namespace = home.getByRole('textbox', { name: 'Namespace' });
  const row = home.locator('.setting', { has: namespace });
  await namespace.fill('Team A');
  await namespace.press('Enter');
  await expect(row).toContainText('It is not saved: small letters');
  await namespace.fill('team-a');
  await namespace.press('Enter');
  await expect(row).toContainText('Saved');
  const kept = JSON.parse(await readFile(join(profile, 'settings.json'), 'utf8'));
  expect(kept.cluster.namespace).toBe('team-a');
  await row.getByRole('button', { name: 'Reset Namespace' }).click();
  await expect(namespace).toHaveValue('gamgui');
  await expect(row).toContainText('Default');
});

test('a context is chosen by the keyboard alone, from a place that is not set up', async ({
  profile,
  start,
}) => {
  const file = join(profile, 'kubeconfig');
  await writeFile(file, KUBECONFIG);
  const { home } = await start({ KUBECONFIG: file });
  const lead = home.getByRole('button', { name: 'Choose a cluster…' });
  await lead.focus();
  await home.keyboard.press('Enter');
  await expect(home.getByRole('heading', { name: 'Cluster', exact: true })).toBeFocused();
  await home.keyboard.press('Tab');
  await home.keyboard.press('ArrowRight');
  const contexts = home.getByRole('list', { name: 'Contexts' });
  await expect(contexts.getByRole('listitem')).toHaveCount(2);
  await expect(contexts).toContainText('https://127.0.0.1:9, as lena, kubectl’s current one');
  await expect(home.locator('body')).not.toContainText('not-to-be-shown');
  await home.keyboard.press('Tab');
  await home.keyboard.press('Enter');
  await expect(contexts.getByRole('listitem').first()).toContainText('Chosen');
  const kept = JSON.parse(await readFile(join(profile, 'settings.json'), 'utf8'));
  expect(kept.cluster).toMatchObject({ way: 'kubeconfig', context: 'staging' });
});

test('a setting is found by its words, and those that are changed by one switch', async ({
  start,
}) => {
  const { home } = await start({ K8S_NAMESPACE: 'gam-lena' });
  await home.getByRole('button', { name: 'Settings' }).click();
  const find = home.getByRole('searchbox', { name: 'Find a setting' });
  const font = home.getByRole('textbox', { name: 'Font', exact: true });
  const namespace = home.getByRole('textbox', { name: 'Namespace' });
  await find.fill('cluster pods');
  await expect(namespace).toBeVisible();
  await expect(font).toHaveCount(0);
  await expect(home.getByRole('heading', { name: 'Terminal' })).toBeHidden();
  await find.fill('nothing like it');
  await expect(home.getByText('No setting is like that.')).toBeVisible();
  await find.press('Escape');
  await expect(font).toBeVisible();
  await home.getByRole('button', { name: 'Only changed' }).click();
  await expect(namespace).toBeVisible();
  await expect(font).toHaveCount(0);
  await home.getByRole('button', { name: 'Terminal' }).click();
  await expect(font).toBeVisible();
});

test('a terminal window leads to the choice of a cluster, whether Home is open or not', async ({
  place,
  start,
}) => {
  const { app, home, opens } = await start({ KUBECONFIG: '', K8S_CONTEXT: '' });
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  const ask = async () => {
    await terminal.keyboard.press('Control+Shift+N');
    await terminal.getByRole('button', { name: 'Choose a cluster…' }).click();
  };
  await ask();
  await expect(home.getByRole('heading', { name: 'Cluster', exact: true })).toBeFocused();
  await home.close();
  const again = await opens(ask);
  await expect(again.getByRole('heading', { name: 'Cluster', exact: true })).toBeFocused();
  expect(app.windows()).toHaveLength(2);
});

test('a file of Terraform’s outputs shows what would change, and then does', async ({
  profile,
  start,
}) => {
  const file = join(profile, 'outputs.json');
  const output = (value: string, sensitive = false) => ({ sensitive, type: 'string', value });
  const outputs = {
    project: output('larkfield-prod'),
    namespace: output('gam-prod'),
    ingress_path: output('gam'),
    signing_key: output('s3cret', true),
  };
  await writeFile(file, JSON.stringify(outputs));
  const { app, home } = await start({ K8S_NAMESPACE: 'gam-lena' });
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, file);
  await home.getByRole('button', { name: 'Settings' }).click();
  await home.getByRole('button', { name: 'Import…' }).click();
  const sheet = home.getByRole('dialog', { name: 'Import outputs.json?' });
  const changes = sheet.getByRole('list', { name: 'Would change' });
  await expect(changes).toContainText('Projectnone → larkfield-prod');
  await expect(changes).toContainText('K8S_NAMESPACE of the environment goes before it.');
  const left = sheet.getByRole('list', { name: 'Left as it is' });
  await expect(left).toContainText('it must begin with “/”');
  await expect(left).toContainText('it is marked as sensitive');
  await expect(home.locator('body')).not.toContainText('s3cret');
  const kept = async () => JSON.parse(await readFile(join(profile, 'settings.json'), 'utf8'));
  expect((await kept()).cluster?.project ?? null).toBeNull();
  await sheet.getByRole('button', { name: 'Change 2 settings' }).press('Enter');
  await expect(home.getByText('2 settings changed.')).toBeVisible();
  await expect(home.getByRole('textbox', { name: 'Project' })).toHaveValue('larkfield-prod');
  expect(await kept()).toMatchObject({ version: 1, cluster: { namespace: 'gam-prod' } });
});
