/** The way to the cluster, one step after the other: the first that fails says where it is closed. */
import { lookup } from 'node:dns/promises';
import type { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Outcome } from '../../../preload/contract';
import { networkFailure } from '../../backends/kubernetes/rest/failures-network';
import { begin } from '../../backends/kubernetes/rest/http';
import { type Check, passed, unchecked, warned } from '../check';
import { certificateOutcome } from './certificate';
import type { ClusterLook } from './look';
import { clusterFailed, orFailed } from './tell';

const WHAT = 'The cluster cannot be reached';

/** From the settings to a secure connection. */
export function wayChecks(look: ClusterLook): Check[] {
  return [
    {
      id: 'found',
      title: 'Cluster found',
      limitMs: 60_000,
      run: ({ names }) =>
        orFailed(look, 'Not found', async () => {
          look.note(names);
          const { title, detail } = await look.open();
          names.add('host', look.reader.connection.host);
          names.add('host', hostname(look));
          return passed(`${names.add('cluster', title)}, ${detail}`);
        }),
    },
    {
      id: 'address',
      title: 'Address',
      needs: 'found',
      run: ({ signal, names }) =>
        unlessProxied(look, signal, async () => {
          const found = await lookup(hostname(look), { all: true });
          return passed(found.map(({ address }) => names.add('host', address)).join(', '));
        }),
    },
    {
      id: 'connection',
      title: 'Connection',
      needs: 'address',
      run: ({ signal }) =>
        unlessProxied(look, signal, async () => {
          const port = Number(new URL(`https://${look.reader.connection.host}`).port || 443);
          (await connected(hostname(look), port, signal)).destroy();
          return passed(`Port ${port} is open`);
        }),
    },
    {
      id: 'tls',
      title: 'Secure connection',
      needs: 'found',
      run: ({ signal }) => orFailed(look, 'No secure connection', () => secure(look, signal)),
    },
  ];
}

function hostname(look: ClusterLook): string {
  return new URL(`https://${look.reader.connection.host}`).hostname.replace(/^\[|\]$/g, '');
}

/** Steps that a proxy takes instead of this computer are not checked here. */
async function unlessProxied(
  look: ClusterLook,
  signal: AbortSignal,
  check: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    const { agent } = await look.reader.connection.way(signal);
    if (isProxy(agent)) return unchecked(`The proxy ${look.network.proxy ?? ''} does this.`);
    return await check();
  } catch (error) {
    signal.throwIfAborted();
    const to = { host: look.reader.connection.host, proxy: null };
    return clusterFailed(look, networkFailure(error, WHAT, to), 'No way to it');
  }
}

/** Agents for proxies have their address (hpagent, and client-node's for proxy-url). */
function isProxy(agent: Agent): boolean {
  return 'proxy' in agent;
}

function connected(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, signal });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Asks for the version, whatever is answered: TLS was made, and the certificate accepted. */
async function secure(look: ClusterLook, signal: AbortSignal): Promise<Outcome> {
  const way = await look.reader.connection.way(signal);
  let socket: Socket;
  try {
    const reply = await begin(way, { method: 'GET', path: '/version', signal });
    socket = reply.socket;
    reply.resume();
  } catch (error) {
    signal.throwIfAborted();
    throw look.reader.failure({ verb: 'get', resource: 'version' }, error);
  }
  if (!(socket instanceof TLSSocket))
    return warned({
      what: 'Not looked at',
      why: 'The connection is made by a program that does not show its certificate.',
      fix: 'Nothing needs to be done if the other checks pass.',
    });
  return certificateOutcome(socket.getPeerCertificate(), socket.getProtocol(), Date.now());
}
