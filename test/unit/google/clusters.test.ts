import { expect, test } from 'vitest';
import type { Cluster } from '../../google/world';
import { certificate } from '../backends/kubernetes/support/certificates';
import { type Setting, setting } from './support/setting';

const CA = certificate('127.0.0.1').cert;
const PROJECT = 'acme-prod';
const cluster = (name: string, more: Partial<Cluster> = {}): Cluster => ({
  project: PROJECT,
  name,
  location: 'europe-west1',
  address: { host: '203.0.113.10', ca: CA },
  ...more,
});
const PLACE = { project: PROJECT, location: 'europe-west1', cluster: 'prod', namespace: 'gamgui' };

/** Somebody has signed in. */
async function signedIn(set: Setting) {
  const account = set.account();
  await account.signIn();
  return { account, clusters: set.clusters(account) };
}

test('lists a project’s clusters of all locations, and those that did not answer', async () => {
  const set = await setting();
  const { world } = set.google;
  const dns = { host: 'gke-1.europe-west1.gke.goog', isOpen: true };
  world.clusters.push(
    cluster('prod', { dns, version: '1.37.2-gke.1' }),
    cluster('auto', { autopilot: true, status: 3, location: 'us-east1-b' }),
    cluster('new', { status: 99 }),
    cluster('elsewhere', { project: 'other' }),
  );
  world.missing.set(PROJECT, ['asia-east1-a']);
  const { clusters } = await signedIn(set);
  const { clusters: found, missing } = await clusters.list(PROJECT);
  expect(missing).toEqual(['asia-east1-a']);
  expect(
    found.map(({ name, status, autopilot, endpoints }) => [name, status, autopilot, endpoints]),
  ).toEqual([
    ['auto', 'RECONCILING', true, ['ip']],
    ['new', '99', false, ['ip']],
    ['prod', 'RUNNING', false, ['dns', 'ip']],
  ]);
  expect(found[2]).toMatchObject({ version: '1.37.2-gke.1', project: PROJECT });
  expect(await clusters.list('empty')).toEqual({ clusters: [], missing: [] });
});

test('the name is preferred where it is open, else the address with its own authority', async () => {
  const set = await setting();
  const { clusters, account } = await signedIn(set);
  const at = async (more: Partial<Cluster>) => {
    set.google.world.clusters.splice(0, 1, cluster('prod', more));
    const access = await clusters.access(PLACE);
    const current = access.kubeConfig.getCurrentCluster();
    const options: { headers?: Record<string, string> } = {};
    await access.kubeConfig.applyToHTTPSOptions(options);
    expect(options.headers?.['Authorization']).toBe(`Bearer ${await account.token()}`);
    expect(access).toMatchObject({
      title: 'prod',
      detail: 'GKE, europe-west1',
      namespace: 'gamgui',
    });
    return [current?.server, current?.caData === undefined];
  };
  const dns = { host: 'gke-1.europe-west1.gke.goog', isOpen: true };
  expect(await at({ dns })).toEqual(['https://gke-1.europe-west1.gke.goog', true]);
  expect(await at({ dns: { ...dns, isOpen: false } })).toEqual(['https://203.0.113.10', false]);
  expect(await at({})).toEqual(['https://203.0.113.10', false]);
});

test('a cluster without a way in says how to open one', async () => {
  const set = await setting();
  const { address: _, ...rest } = cluster('prod');
  set.google.world.clusters.push(rest);
  const { clusters } = await signedIn(set);
  await expect(clusters.access(PLACE)).rejects.toMatchObject({ code: 'no-endpoint' });
});

test('the project to begin with is the environment’s, or the credentials’', async () => {
  const set = await setting();
  const { account, clusters } = await signedIn(set);
  expect(clusters.project()).toBeNull();
  expect(set.clusters(account, { GOOGLE_CLOUD_PROJECT: 'named' }).project()).toBe('named');
  const file = { type: 'authorized_user', quota_project_id: 'charged' };
  const env = { GOOGLE_APPLICATION_CREDENTIALS: set.file('adc.json', file) };
  expect(set.clusters(account, env).project()).toBe('charged');
});

const HOST = 'container.googleapis.com';
const answer = (status: number) => ({ kind: 'answer', status, body: {} }) as const;
/** What Google does, and what is said of it. */
const WRONG: [string, (s: Setting) => void, string, RegExp][] = [
  [
    'no rights',
    ({ google }) => google.world.forbidden.add(PROJECT),
    'google-forbidden',
    /roles\/container.clusterViewer/,
  ],
  [
    'API off',
    ({ google }) => google.world.disabled.add(PROJECT),
    'google-api-off',
    /gcloud services enable/,
  ],
  ['500', ({ google }) => google.world.fail(HOST, answer(500)), 'google-busy', /try again/],
  ['503', ({ google }) => google.world.fail(HOST, answer(503)), 'google-busy', /try again/],
  ['429', ({ google }) => google.world.fail(HOST, answer(429)), 'google-busy', /wait a minute/],
  [
    '401',
    ({ google }) => google.world.fail(HOST, answer(401)),
    'sign-in-again',
    /Press Sign in again/,
  ],
  ['cut', ({ google }) => google.world.fail(HOST, { kind: 'reset' }, 10), 'reset', /Try again/],
  ['revoked', ({ google }) => google.world.revoke('lena@acme.example'), 'sign-in-again', /Sign in/],
];

test.each(WRONG)('%s is told with a fix', async (_, spoil, code, fix) => {
  const set = await setting();
  const { clusters } = await signedIn(set);
  spoil(set);
  const failure = await clusters.list(PROJECT).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code, fix: expect.stringMatching(fix) });
  expect(String(failure)).not.toMatch(/ya29|\{/);
});

test('a cluster that is not there, and names that are none', async () => {
  const set = await setting();
  const { clusters } = await signedIn(set);
  await expect(clusters.access(PLACE)).rejects.toMatchObject({ code: 'google-not-found' });
  for (const project of ['', '../x', 'a b', 'a/b'])
    await expect(clusters.list(project)).rejects.toMatchObject({ code: 'google-name' });
});
