/** The account's GKE clusters: which there are, and the way to one. */
import type { ClusterList } from '../../preload/contract';
import type { ClusterAccess } from '../backends/kubernetes/access';
import { Failure } from '../failure';
import type { Network } from '../network/network';
import type { GoogleAccount } from './account';
import { projectOfDefault } from './application-default';
import { accessBy } from './cluster-access';
import { readCluster, readClusters } from './cluster-replies';
import { googleFailure } from './failures';

/** What the clusters are found with. */
export interface ClustersParts {
  readonly account: GoogleAccount;
  readonly network: Network;
  readonly env: NodeJS.ProcessEnv;
}

/** Where a cluster is. */
export interface ClusterName {
  readonly project: string;
  readonly location: string;
  readonly cluster: string;
}

const HOST = 'container.googleapis.com';
const PART = /^[a-z0-9][a-z0-9.:-]*$/;

/** Asks Google for clusters. Each call asks anew. */
export class GoogleClusters {
  readonly #parts: ClustersParts;

  constructor(parts: ClustersParts) {
    this.#parts = parts;
  }

  /** The project to begin with: the environment's, or that of Application Default Credentials; null: none is known. */
  project(): string | null {
    const { env } = this.#parts;
    return env['GOOGLE_CLOUD_PROJECT'] || projectOfDefault(env);
  }

  /** A project's clusters in all locations. @throws Failure */
  async list(project: string): Promise<ClusterList> {
    const what = `The clusters of ${project} were not listed`;
    mustBeNames(what, { project });
    const parent = `projects/${project}/locations/-`;
    const reply = await this.#ask(what, project, async (client) => {
      const [found] = await client.listClusters({ parent });
      return found;
    });
    const list = readClusters(reply, project);
    if (list === null) throw strange(what);
    return list;
  }

  /** The way to a cluster: by its name if it may be reached so from outside, else by its address. @throws Failure */
  async access(place: ClusterName & { readonly namespace: string }): Promise<ClusterAccess> {
    const { project, location, cluster, namespace } = place;
    const what = `The cluster ${cluster} was not found`;
    mustBeNames(what, { project, location, cluster });
    const name = `projects/${project}/locations/${location}/clusters/${cluster}`;
    const reply = await this.#ask(what, project, async (client) => {
      const [found] = await client.getCluster({ name });
      return found;
    });
    const details = readCluster(reply, project);
    if (details === null) throw strange(what);
    const endpoint = details.endpoints[0];
    if (endpoint === undefined) throw noEndpoint(cluster);
    return accessBy(endpoint, details, namespace, this.#parts.account);
  }

  async #ask<T>(what: string, project: string, ask: (client: Client) => Promise<T>): Promise<T> {
    const { account, network } = this.#parts;
    try {
      // First, so that what is wrong with the sign-in is told as such.
      await account.token();
      return await ask(await this.#client());
    } catch (error) {
      const { again } = account;
      throw googleFailure(error, { what, host: HOST, proxy: network.proxy, again, project });
    }
  }

  async #client(): Promise<Client> {
    const { account } = this.#parts;
    // The stable version of the API alone, which takes 90 ms and 18 MB: only who looks for clusters pays for it.
    const [{ ClusterManagerClient }, { GoogleAuth, OAuth2Client }] = await Promise.all([
      import('@google-cloud/container/build/src/v1/index.js'),
      import('google-auth-library'),
    ]);
    const authClient = new OAuth2Client({ transporter: await account.transport() });
    // An expiry in the past: the account is asked each time, and keeps its own token as long as it is good.
    authClient.refreshHandler = async () => ({
      access_token: await account.token(),
      expiry_date: Date.now(),
    });
    const options = { fallback: true };
    // google-gax brings an older google-auth-library, whose types are others by name alone: this one's client serves it.
    Reflect.set(options, 'auth', new GoogleAuth({ authClient }));
    return new ClusterManagerClient(options);
  }
}

type Client = InstanceType<
  typeof import('@google-cloud/container/build/src/v1/index.js').ClusterManagerClient
>;

/** Names become parts of an address. @throws Failure `google-name` */
function mustBeNames(what: string, names: Record<string, string>): void {
  for (const [field, name] of Object.entries(names)) {
    if (PART.test(name)) continue;
    const message = `${what}: its ${field} is not a name that Google Cloud allows.`;
    throw new Failure('google-name', message, `Check the ${field}: small letters, digits and -.`);
  }
}

function strange(what: string): Failure {
  const message = `${what}: the reply is not one of Google’s.`;
  const fix = 'Check that no proxy on the way answers in Google’s place.';
  return new Failure('google-refused', message, fix);
}

function noEndpoint(cluster: string): Failure {
  const message = `The cluster ${cluster} cannot be reached: its name is closed to outside traffic, and it has no address.`;
  const fix = `Open its DNS endpoint: gcloud container clusters update ${cluster} --enable-dns-access`;
  return new Failure('no-endpoint', message, fix);
}
