/** The way to a GKE cluster: its best endpoint, and a token of the account's for each connection. */
import type { User } from '@kubernetes/client-node';
import type { ClusterAccess } from '../backends/kubernetes/access';
import type { ClusterDetails, Endpoint } from './cluster-replies';

/** The name under which the kubeconfig knows where tokens come from. */
const PROVIDER = 'gamgui-google';

/** Where tokens come from: the account. */
export interface Tokens {
  /** Asked at each request and each exec, so that none is ever too old. */
  token(): Promise<string>;
  /** For a token that the cluster refused. @throws Failure `sign-in-again` */
  renew(): Promise<void>;
}

/** The way by an endpoint. */
export async function accessBy(
  endpoint: Endpoint,
  { cluster }: ClusterDetails,
  namespace: string,
  account: Tokens,
): Promise<ClusterAccess> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const kubeConfig = new KubeConfig();
  const ca = endpoint.kind === 'ip' ? { caData: endpoint.ca } : {};
  const server = `https://${endpoint.host}`;
  kubeConfig.loadFromClusterAndUser(
    { name: cluster.name, server, skipTLSVerify: false, ...ca },
    { name: 'google', authProvider: { name: PROVIDER } },
  );
  kubeConfig.addAuthenticator({
    isAuthProvider: (user: User) => user.authProvider?.name === PROVIDER,
    applyAuthentication: async (_user, options) => {
      options.headers = { ...options.headers, Authorization: `Bearer ${await account.token()}` };
    },
  });
  const detail = `GKE, ${cluster.location}`;
  const renew = () => account.renew();
  return { title: cluster.name, detail, namespace, kubeConfig, renew };
}
