/** What one test sets up: namespaces, apps, Google's stand-in. All of it goes with the test. */
import { expect } from 'vitest';
import { makeNetwork } from '../../../main/network/make';
import { browse } from '../../google/browser';
import { PROJECT, readCluster, shownClusters } from '../../google/cluster';
import { type Google, type GoogleOptions, startGoogle } from '../../google/stand-in';
import { CLIENT } from '../../google/world';
import { type App, type AppParts, startApp } from './app';
import { ownStateFile, sessionImage } from './cluster';
import { role, type TestNamespace, testNamespace } from './namespace';

/** What users of GamGUI need in their namespace. */
export const RIGHTS: readonly Right[] = [
  { resource: 'pods', verbs: ['create', 'get', 'list', 'watch', 'delete'] },
  { resource: 'pods/exec', verbs: ['get', 'create'] },
  { resource: 'pods/log', verbs: ['get'] },
  { resource: 'podtemplates', verbs: ['get'] },
  { resource: 'persistentvolumeclaims', verbs: ['get', 'delete'] },
];
type Right = Parameters<typeof role>[1][number];

/** The user of these tests where the administrator is not meant. */
export const USER = 'lena@acme.example';

/** Of a namespace whose pods must keep to the restricted profile, as GamGUI's do. */
const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };

/** One test's things. */
export class Stage {
  readonly #ends: (() => unknown)[] = [];

  /** Removes what was set up, the last first. */
  async clear(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }

  /** Has `end` called when the test is over. */
  after(end: () => unknown): void {
    this.#ends.push(end);
  }

  /** A namespace of the test's own. */
  namespace(...objects: readonly object[]): TestNamespace {
    const made = testNamespace(RESTRICTED);
    this.after(() => made.remove());
    if (objects.length > 0) made.apply(...objects);
    return made;
  }

  /** An app that makes its sessions in a namespace. What it has made there goes too. */
  app(namespace: string, parts?: AppParts): App {
    const app = startApp(namespace, parts);
    this.after(() => app.close());
    return app;
  }

  /** An app of someone who may do this in a namespace of their own, and nothing else. */
  appWith(rights: readonly Right[]): App {
    const { name, apply } = this.namespace();
    if (rights.length > 0) apply(...role(USER, rights));
    return this.app(name, { way: { user: USER } });
  }

  /** An app whose pods are made from a template with this in it. */
  appFrom(what: { annotations?: object; spec?: object; container?: object }): App {
    const { annotations = {}, spec, container } = what;
    const containers = [{ name: 'session', image: sessionImage, ...container }];
    const template = { metadata: { annotations }, spec: { ...spec, containers } };
    const metadata = { name: 'sessions' };
    const { name } = this.namespace({ apiVersion: 'v1', kind: 'PodTemplate', metadata, template });
    return this.app(name, { env: { K8S_POD_TEMPLATE: 'sessions' } });
  }

  async google(options?: GoogleOptions): Promise<Google> {
    const google = await startGoogle(options);
    this.after(async () => {
      await google.close();
      expect(google.world.unexpected).toEqual([]);
    });
    return google;
  }

  /** An app that reaches the cluster as GKE is reached, and whose user has signed in. */
  async appByGoogle(email: string, namespace: string, given?: Google): Promise<[App, Google]> {
    const cluster = readCluster(ownStateFile ?? '');
    const google = given ?? (await this.google({ cluster }));
    if (given === undefined) google.world.clusters.push(...shownClusters(cluster));
    const { proxy, caFile, world } = google;
    const network = makeNetwork({ proxy, noProxy: '', caFile });
    const app = this.app(namespace, {
      env: {
        K8S_CONTEXT: '',
        GKE_CLUSTER_NAME: 'by-name',
        GKE_CLUSTER_LOCATION: 'europe-west1',
        GOOGLE_CLOUD_PROJECT: PROJECT,
        HTTPS_PROXY: proxy,
        GAMGUI_CA_FILE: caFile,
        GAMGUI_OAUTH_CLIENT_ID: CLIENT.id,
        GAMGUI_OAUTH_CLIENT_SECRET: CLIENT.secret,
      },
      desktop: { openBrowser: async (url) => void (await browse(url, network)) },
    });
    world.consent = { kind: 'allow', email };
    await app.core.google.account.signIn();
    return [app, google];
  }
}
