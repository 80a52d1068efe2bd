/** The real cluster, reached as GKE is: by the sign-in, Google's API, the proxy and the CA file. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openExec } from '../../main/backends/kubernetes/exec/exec';
import { ClusterClient } from '../../main/backends/kubernetes/rest/client';
import { GoogleAccount } from '../../main/google/account';
import { GoogleClusters } from '../../main/google/clusters';
import { makeNetwork } from '../../main/network/make';
import { browse } from '../google/browser';
import { PROJECT, readCluster, shownClusters } from '../google/cluster';
import { type Google, startGoogle } from '../google/stand-in';
import { CLIENT } from '../google/world';
import { idlePod, missing, ownStateFile, running } from './support/cluster';
import { role, type TestNamespace, testNamespace } from './support/namespace';

const why = missing ?? (ownStateFile === null ? 'another cluster does not ask the stand-in' : null);
if (why !== null && missing === null) console.warn(`skipped: ${why}`);

const RULES = [
  { resource: 'pods', verbs: ['create', 'get', 'list', 'watch', 'delete', 'patch'] },
  { resource: 'pods/exec', verbs: ['create', 'get'] },
];

describe.skipIf(why !== null)('a cluster by sign-in', () => {
  const profile = mkdtempSync(join(tmpdir(), 'gamgui-profile-'));
  const spaces = new Map<string, TestNamespace>();
  let google: Google | null = null;

  const standIn = () => {
    if (google === null) throw new Error('the stand-in is not up');
    return google;
  };
  const networkBy = (caFile: string | null) =>
    makeNetwork({ proxy: standIn().proxy, noProxy: '', caFile });
  const namespace = (email: string) => spaces.get(email)?.name ?? '';

  /** The way of one user to one of the clusters, in anyone's namespace. */
  async function reach(email: string, cluster = 'by-name', of = email) {
    const network = networkBy(standIn().caFile);
    const account = new GoogleAccount({
      profile,
      env: {},
      network,
      keychain: async () => null,
      client: () => CLIENT,
      openBrowser: async (url) => void (await browse(url, network)),
    });
    standIn().world.consent = { kind: 'allow', email };
    await account.signIn();
    const clusters = new GoogleClusters({ account, network, env: {} });
    const place = { project: PROJECT, location: 'europe-west1', cluster, namespace: namespace(of) };
    const access = await clusters.access(place);
    return { account, network, access, client: new ClusterClient(access, network) };
  }

  beforeAll(async () => {
    const cluster = readCluster(ownStateFile ?? '');
    google = await startGoogle({ cluster });
    google.world.clusters.push(...shownClusters(cluster));
    for (const email of ['lena@acme.example', 'omar@acme.example']) {
      const space = testNamespace();
      space.apply(...role(email, RULES));
      spaces.set(email, space);
    }
  });
  afterEach(() => {
    expect(standIn().world.unexpected).toEqual([]);
  });
  afterAll(async () => {
    for (const space of spaces.values()) space.remove();
    await google?.close();
    rmSync(profile, { recursive: true, force: true });
  });

  test.each(['by-name', 'by-address'])(
    '%s, the user is who signed in, and programs run',
    async (name) => {
      const { access, client, network } = await reach('lena@acme.example', name);
      expect(await client.whoami()).toBe('lena@acme.example');
      const made = await client.createPod(idlePod());
      const pod = made.metadata?.name ?? '';
      await running(client, pod);
      const command = ['sh', '-c', 'cat; exit 7'];
      const exec = await openExec({ access, network, pod, container: 'session', command });
      exec.stdin.end('by Google');
      expect(await text(exec.stdout)).toBe('by Google');
      expect(await exec.exit).toEqual({ code: 7, signal: null });
      await client.deletePod(pod, { uid: made.metadata?.uid ?? '', graceSeconds: 0 });
    },
  );

  test('nobody gets at another’s pods', async () => {
    const lena = await reach('lena@acme.example');
    const made = await lena.client.createPod(idlePod());
    const pod = made.metadata?.name ?? '';
    const uid = made.metadata?.uid ?? '';
    await running(lena.client, pod);
    const omar = await reach('omar@acme.example', 'by-name', 'lena@acme.example');
    const refused = { code: expect.stringMatching(/forbidden/) };
    await expect(omar.client.listPods('')).rejects.toMatchObject(refused);
    await expect(omar.client.getPod(pod)).rejects.toMatchObject(refused);
    await expect(omar.client.deletePod(pod, { uid, graceSeconds: 0 })).rejects.toMatchObject(
      refused,
    );
    const { access, network } = omar;
    const command = ['true'];
    const exec = openExec({ access, network, pod, container: 'session', command });
    await expect(exec.then(({ exit }) => exit)).rejects.toMatchObject(refused);
    expect(await lena.client.getPod(pod)).not.toBeNull();
    await lena.client.deletePod(pod, { uid, graceSeconds: 0 });
  });

  test('a revoked sign-in is told as such, and a program that runs goes on', async () => {
    const { client, access, network } = await reach('omar@acme.example');
    const made = await client.createPod(idlePod());
    const pod = made.metadata?.name ?? '';
    await running(client, pod);
    const exec = await openExec({ access, network, pod, container: 'session', command: ['cat'] });
    exec.stdin.write('before\n');
    await once(exec.stdout, 'readable');
    standIn().world.reauth.add('omar@acme.example');
    standIn().world.revoke('omar@acme.example');
    // The API server remembers a token for 10 s, whatever its settings.
    const refused = () => expect(client.whoami()).rejects.toMatchObject({ code: 'sign-in-again' });
    await vi.waitFor(refused, { timeout: 30_000, interval: 500 });
    const again = openExec({ access, network, pod, container: 'session', command: ['cat'] });
    await expect(again).rejects.toMatchObject({ code: 'sign-in-again' });
    exec.stdin.end('after\n');
    expect(await text(exec.stdout)).toBe('before\nafter\n');
    expect(await exec.exit).toEqual({ code: 0, signal: null });
    const space = spaces.get('omar@acme.example');
    await space?.client.deletePod(pod, { uid: made.metadata?.uid ?? '', graceSeconds: 0 });
  });

  test('a token that the cluster no longer takes is replaced, and nobody is asked to sign in', async () => {
    const { client, account } = await reach('lena@acme.example');
    standIn().world.withdraw('lena@acme.example');
    const before = standIn().world.log.length;
    const replaced = async () => {
      expect(await client.whoami()).toBe('lena@acme.example');
      expect(standIn().world.log.slice(before)).toEqual([
        'POST oauth2.googleapis.com/token refresh_token',
      ]);
    };
    await vi.waitFor(replaced, { timeout: 30_000, interval: 500 });
    expect(account.status()).toMatchObject({ kind: 'signed-in' });
  });

  test('by its name, an authority that is not trusted ends it', async () => {
    const { access } = await reach('lena@acme.example');
    const other = await startGoogle();
    const client = new ClusterClient(access, networkBy(other.caFile));
    const failure = await client.whoami().catch((error: unknown) => error);
    await other.close();
    expect(failure).toMatchObject({ code: 'certificate' });
  });
});
