/** The way to a GKE cluster: its best endpoint, and a token of the account's for each connection. */
import type { User } from '@kubernetes/client-node';
import type { ClusterAccess } from '../backends/kubernetes/access';
import type { ClusterDetails, Endpoint } from './cluster-replies';

/** The name under which the kubeconfig knows where tokens come from. */
const PROVIDER = 'gamgui-google';

/** The way by an endpoint. `token` is asked at each request and each exec, so that none is ever too old. */
export async function accessBy(
  endpoint: Endpoint,
  { cluster }: ClusterDetails,
  namespace: string,
  token: () => Promise<string>,
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
      options.headers = { ...options.headers, Authorization: `Bearer ${await token()}` };
    },
  });
  return { title: cluster.name, detail: `GKE, ${cluster.location}`, namespace, kubeConfig };
}
