/** From nothing to a pod: sign in with Google, choose the cluster, use a session, end it. */
import type { Page } from '@playwright/test';
import { podName } from '../../main/backends/kubernetes/pods/names';
import { SessionId } from '../../preload/contract';
import { kubectl, ownStateFile, sessionImage } from '../cluster/support/cluster';
import { PROJECT, readCluster, shownClusters } from '../google/cluster';
import { type Google, startGoogle } from '../google/stand-in';
import { test as base, expect, type RunningApp } from './lib/app';
import { onlySession } from './lib/place/place';
import { signingIn } from './lib/signing-in';
import { typeLine, waitForScreen } from './lib/terminal';

const LENA = 'lena@acme.example';

/** What a test gets beside an app: Google with the cluster, and what the app of a user with rights there is started with. */
interface Fixtures {
  readonly google: Google;
  readonly env: Record<string, string>;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  google: async ({}, use) => {
    test.skip(ownStateFile === null, 'another cluster does not ask the stand-in who a user is');
    const cluster = readCluster(ownStateFile ?? '');
    const google = await startGoogle({ cluster });
    google.world.clusters.push(...shownClusters(cluster));
    await use(google);
    await google.close();
    expect(google.world.unexpected).toEqual([]);
  },
  env: async ({ google, namespace }, use) => {
    const where = ['-n', namespace ?? ''];
    const may = ['create', 'rolebinding', 'lena', '--clusterrole=gamgui-user', `--user=${LENA}`];
    kubectl([...may, ...where]);
    const signing = await signingIn(google);
    const ours = { K8S_NAMESPACE: namespace ?? '', K8S_IMAGE: sessionImage ?? '' };
    await use({ ...signing.env, ...ours, KUBECONFIG: '', K8S_CONTEXT: '' });
    await signing.remove();
    kubectl(['delete', 'rolebinding', 'lena', ...where]);
  },
});

/** Signs in and chooses the cluster, as a person who opens the app for the first time. */
async function chooseCluster(home: Page): Promise<void> {
  await home.getByRole('button', { name: 'Choose a cluster…' }).click();
  await home.getByRole('button', { name: 'Sign in with Google' }).click();
  await expect(home.locator('.account')).toContainText(`Signed in as ${LENA}`);
  await home.getByRole('textbox', { name: 'Project' }).first().fill(PROJECT);
  await home.getByRole('button', { name: 'Find clusters' }).click();
  const cluster = home.getByRole('list', { name: 'Clusters' }).getByRole('listitem').filter({
    hasText: 'by-name',
  });
  await cluster.getByRole('button', { name: 'Choose by-name' }).click();
  await expect(cluster).toContainText('Chosen');
}

/** Chooses the cluster, makes a session in it, and waits for its prompt. */
async function begin({ home, opens }: RunningApp): Promise<{ home: Page; terminal: Page }> {
  await chooseCluster(home);
  await home.getByRole('button', { name: /^Sessions/ }).click();
  await home.keyboard.press('Control+n');
  await home.getByRole('radio', { name: /Kubernetes/ }).check();
  const terminal = await opens(() => home.keyboard.press('Enter'));
  await waitForScreen(terminal, /\$ $/m);
  return { home, terminal };
}

/** Ends the only session, and waits until it is gone. */
async function end(terminal: Page, home: Page): Promise<void> {
  await terminal.keyboard.press('Control+Shift+Backspace');
  await terminal.getByRole('button', { name: 'End session' }).click();
  await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeVisible();
}

/** What kubectl says of the session's pod. */
function askPod(id: string, namespace: string, path: string): string {
  const name = podName(SessionId.parse(id));
  return kubectl(['get', 'pod', name, '-n', namespace, '-o', `jsonpath={${path}}`]);
}

test('from sign-in to a pod, and back to nothing', async ({
  env,
  namespace,
  place,
  profile,
  start,
}) => {
  const { home, terminal } = await begin(await start(env));
  const id = await onlySession(profile);
  const ask = (path: string) => askPod(id, namespace ?? '', path);
  expect(ask('.status.conditions[?(@.type=="Ready")].status')).toBe('True');
  expect(ask('.metadata.annotations')).toContain(LENA);
  await typeLine(terminal, 'gam print users | wc -l');
  await waitForScreen(terminal, /^1201$/m);
  await end(terminal, home);
  expect(await place.tracesOf(id)).toEqual([]);
});

test('a sign-in that is over leaves the session running, and a new one leads back to it', async ({
  env,
  google,
  start,
}) => {
  const { home, terminal } = await begin(await start(env));
  google.world.revoke(LENA);
  await typeLine(terminal, 'echo still $((40 + 2))');
  await waitForScreen(terminal, /^still 42$/m);
  const again = terminal.getByRole('button', { name: 'Sign in again' });
  await expect(async () => {
    // The API server knows a token for 10 s more: until then the link comes back by itself.
    google.cut();
    await expect(again).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await expect(terminal.getByRole('region', { name: 'Notices' })).toContainText(
    'What runs in the session goes on.',
  );
  await expect(home.getByRole('row', { name: /Sign in again/ })).toBeVisible();
  await expect(home.getByRole('region', { name: 'Needs attention' })).toContainText('revoked');
  await again.click();
  await expect(again).toHaveCount(0);
  await typeLine(terminal, 'echo back $((40 + 3))');
  await waitForScreen(terminal, /^back 43$/m);
  await expect(home.getByRole('region', { name: 'Needs attention' })).toHaveCount(0);
  await end(terminal, home);
});
