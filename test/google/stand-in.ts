/**
 * Stands in for Google's servers, which tests cannot use. It is reached as they are: by the product's own settings of a
 * proxy and a CA file. It is strict: what the real client would not send is refused and noted in `world.unexpected`.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificates } from './certificates';
import { makeProxy } from './proxy';
import { answerReviews } from './reviews';
import { HOSTS, makeServices } from './services';
import { World } from './world';

/** The cluster that it leads to. */
export interface TestCluster {
  /** Where its API server listens on 127.0.0.1. */
  readonly port: number;
  /** Its authority, PEM: trusted as a public one, by which a *.gke.goog name is proved. Null: it is not. */
  readonly publicCa: string | null;
  /** Where it asks whose a token is. */
  readonly socket: string;
}

/** What a stand-in is started with. */
export interface GoogleOptions {
  readonly cluster?: TestCluster;
  /** "name:password" that the proxy wants. */
  readonly login?: string;
}

/** A running stand-in. */
export interface Google {
  readonly world: World;
  /** The proxy's address, without its password. */
  readonly proxy: string;
  readonly caFile: string;
  /** Cuts every connection by the proxy, as a network that changes does. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts one. */
export async function startGoogle({ cluster, login }: GoogleOptions = {}): Promise<Google> {
  const world = new World();
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-google-'));
  const certificates = makeCertificates(HOSTS);
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, [certificates.ca, cluster?.publicCa ?? ''].join('\n'));
  const services = makeServices(world, certificates);
  const clusterPort = cluster?.port ?? null;
  const proxy = makeProxy(world, services, { login: login ?? null, clusterPort });
  const sockets = new Set<Socket>();
  proxy.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const servers: Server[] = [proxy];
  if (cluster !== undefined) servers.push(await answerReviews(world, cluster.socket));
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    world,
    proxy: `http://127.0.0.1:${address.port}`,
    caFile,
    cut,
    async close() {
      cut();
      for (const server of servers) {
        server.closeAllConnections();
        await once(server.close(), 'close');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
