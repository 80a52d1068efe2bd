/** From nothing to a pod: sign in with Google, choose the cluster, use a session, end it. */
import type { Page } from '@playwright/test';
import { podName } from '../../main/backends/kubernetes/pods/names';
import { SessionId } from '../../preload/contract';
import { kubectl, ownStateFile, sessionImage } from '../cluster/support/cluster';
import { PROJECT, readCluster, shownClusters } from '../google/cluster';
import { type Google, startGoogle } from '../google/stand-in';
import { test as base, expect } from './lib/app';
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
    const ours = { K8S_NAMESPACE: namespace ?? '', K8S_IMAGE: sessionImage() };
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

/** Makes a session in the cluster. */
async function makeSession(home: Page): Promise<void> {
  await home.getByRole('button', { name: /^Sessions/ }).click();
  await home.keyboard.press('Control+n');
  await home.getByRole('radio', { name: /Kubernetes/ }).check();
  await home.keyboard.press('Enter');
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
  const { home, opens } = await start(env);
  await chooseCluster(home);
  const terminal = await opens(() => makeSession(home));
  await waitForScreen(terminal, /\$ $/m);
  const id = await onlySession(profile);
  const ask = (path: string) => askPod(id, namespace ?? '', path);
  expect(ask('.status.conditions[?(@.type=="Ready")].status')).toBe('True');
  expect(ask('.metadata.annotations')).toContain(LENA);
  await typeLine(terminal, 'gam print users | wc -l');
  await waitForScreen(terminal, /^1201$/m);
  await terminal.keyboard.press('Control+Shift+Backspace');
  await terminal.getByRole('button', { name: 'End session' }).click();
  await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeVisible();
  expect(await place.tracesOf(id)).toEqual([]);
});
