/** How requests to Google go out. Google's libraries read proxies in three ways and certificates in none: this settles both. */
import type { Agent } from 'node:https';
import type { Gaxios } from 'gaxios';
import type { Network } from '../network/network';

/** No answer of Google's takes longer. The container client's own time-out has no effect over HTTP. ms */
const TIMEOUT_MS = 20_000;

/** Makes requests by the user's proxy and certificates, each within a time limit. */
export async function makeTransport(network: Network, timeout = TIMEOUT_MS): Promise<Gaxios> {
  const { Gaxios: Transport } = await import('gaxios');
  const transport = new Transport({ timeout });
  const agents = new Map<string, Agent>();
  let { version } = network;
  const agent = (host: string) => {
    if (network.version !== version) agents.clear();
    version = network.version;
    const kept = agents.get(host) ?? network.agent(host);
    agents.set(host, kept);
    return kept;
  };
  transport.interceptors.request.add({
    // Interceptors run last: whatever agent a library has put there is replaced.
    resolved: async (request) => {
      const { protocol, host } = new URL(request.url);
      if (protocol === 'https:') request.agent = agent(host);
      return request;
    },
  });
  return transport;
}
