/** The way there: an HTTP proxy that leads to the stand-in's servers and to the test cluster, and nowhere else. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { HOSTS } from './services';
import type { World } from './world';

/** How the proxy behaves. */
export interface ProxyOptions {
  /** "name:password" that it wants, or null. */
  readonly login: string | null;
  /** Where the cluster listens on 127.0.0.1, or null: there is none. */
  readonly clusterPort: number | null;
}

/** What Chromium asks for by itself: refused without a word. */
export const CHROMIUM =
  /(?:^|\.)gvt1\.com$|^(?:update|optimizationguide-pa|clients2)\.google(?:apis)?\.com$/;
/** As GKE names its clusters, and a range of addresses for documents (RFC 5737). */
const CLUSTER = /\.gke\.goog$|^203\.0\.113\.\d+$/;

/** Makes the proxy. */
export function makeProxy(world: World, services: SecureServer, options: ProxyOptions): Server {
  const server = createServer((request, response) => {
    world.unexpected.push(`${request.method} ${request.url} without TLS`);
    response.writeHead(403).end();
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (!isAllowed(request, options)) {
      refuse(socket, '407 Proxy Authentication Required', 'Proxy-Authenticate: Basic realm="test"');
      return;
    }
    const [host = '', port] = (request.url ?? '').split(':');
    if (port === '443' && HOSTS.includes(host)) {
      accept(socket, head);
      services.emit('connection', socket);
    } else if (port === '443' && CLUSTER.test(host) && options.clusterPort !== null) {
      tunnel(socket, head, options.clusterPort);
    } else {
      if (!CHROMIUM.test(host)) world.unexpected.push(`CONNECT ${request.url}`);
      refuse(socket, '403 Forbidden');
    }
  });
  return server;
}

function isAllowed({ headers }: IncomingMessage, { login }: ProxyOptions): boolean {
  if (login === null) return true;
  return headers['proxy-authorization'] === `Basic ${Buffer.from(login).toString('base64')}`;
}

function accept(socket: Duplex, head: Buffer): void {
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
  if (head.length > 0) socket.unshift(head);
}

function refuse(socket: Duplex, status: string, ...headers: string[]): void {
  const lines = [`HTTP/1.1 ${status}`, ...headers, 'Content-Length: 0', 'Connection: close'];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`);
}

function tunnel(socket: Duplex, head: Buffer, port: number): void {
  const cluster = connect(port, '127.0.0.1', () => {
    accept(socket, head);
    socket.pipe(cluster).pipe(socket);
  });
  cluster.on('error', () => socket.destroy());
  cluster.on('close', () => socket.destroy());
  socket.on('close', () => cluster.destroy());
}
