/** An API server for tests: real TLS and HTTP on loopback, strict about what it is asked, and answering as the test says. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer as createHttps, type Server } from 'node:https';
import { connect, createServer, type Server as Relay, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { KubeConfig } from '@kubernetes/client-node';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ClusterAccess } from '../../../../../main/backends/kubernetes/access';
import type { Network } from '../../../../../main/network/network';
import { type Certificate, certificate } from './certificates';

/** A request as it came. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What a test answers with. */
export type Answer = (asked: Asked, reply: ServerResponse) => void | Promise<void>;

/** The token that is accepted. */
const TOKEN = 'a-token';

const HTTP: Network = {
  version: 0,
  proxy: null,
  ca: [],
  agent: (_host, options) => new Agent({ keepAlive: true, ...options }),
};
/** The way out of this process, without a proxy. */
export const direct = HTTP;

/** A Status, as API servers write it. */
export function status(
  code: number,
  reason: string,
  message: string,
  details: object = {},
): string {
  const kind = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' };
  return JSON.stringify({ ...kind, message, ...(reason && { reason }), details, code });
}

/** Answers with JSON. */
export function json(
  reply: ServerResponse,
  code: number,
  body: unknown,
  headers: object = {},
): void {
  reply.writeHead(code, { 'content-type': 'application/json', ...headers });
  reply.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** A pod as a server shows it. */
export function podJson(name: string, more: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'gamgui',
      uid: `uid-${name}`,
      resourceVersion: '7',
      creationTimestamp: '2026-11-24T10:00:00Z',
      managedFields: [{ manager: 'x', fieldsV1: { 'f:spec': {} } }],
    },
    spec: { containers: [{ name: 'session', image: 'i' }] },
    status: { phase: 'Running' },
    ...more,
  };
}

function portOf(server: Server | Relay): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it does not listen');
  return address.port;
}

/** The server. */
export class ApiServer {
  /** What it was asked, in order, upgrades too. */
  readonly asked: Asked[] = [];
  /** How many connections were made to it. */
  connections = 0;
  answer: Answer = (_, reply) => json(reply, 500, 'not expected');
  /** What happens to an upgrade that is granted. */
  exec: (socket: WebSocket, asked: Asked) => void = (socket) => socket.close();
  /** Refuses upgrades with this. */
  refuse: { code: number; body: string; type?: string; headers?: string[] } | null = null;
  readonly certificate: Certificate;
  readonly #server: Server;
  /** In front of it, so that a connection can be cut below TLS. */
  readonly #relay: Relay;
  readonly #sockets = new Set<Socket>();
  readonly #upgrades: WebSocketServer;

  private constructor(certificate: Certificate) {
    this.certificate = certificate;
    this.#server = createHttps(certificate);
    // One that offers more, or asks for compression, is refused.
    this.#upgrades = new WebSocketServer({
      noServer: true,
      handleProtocols: (offered) =>
        offered.size === 1 && offered.has('v5.channel.k8s.io') ? 'v5.channel.k8s.io' : false,
    });
    this.#server.on('secureConnection', () => {
      this.connections += 1;
    });
    this.#relay = createServer((socket) => this.#pass(socket));
    this.#server.on('request', (request, reply) => void this.#take(request, reply));
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  static async start(from?: Certificate): Promise<ApiServer> {
    const made = new ApiServer(from ?? certificate());
    await new Promise<void>((resolve) => made.#server.listen(0, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => made.#relay.listen(0, '127.0.0.1', resolve));
    return made;
  }

  get port(): number {
    return portOf(this.#relay);
  }

  /** The way to it, for a user with a token. */
  access(
    more: { token?: string; ca?: string | null; server?: string; namespace?: string } = {},
  ): ClusterAccess {
    const kubeConfig = new KubeConfig();
    const ca = more.ca === undefined ? this.certificate.cert : more.ca;
    const server = more.server ?? `https://127.0.0.1:${this.port}`;
    const caData = ca === null ? {} : { caData: Buffer.from(ca).toString('base64') };
    kubeConfig.loadFromClusterAndUser(
      { name: 'c', server, skipTLSVerify: false, ...caData },
      { name: 'u', token: more.token ?? TOKEN },
    );
    return {
      title: 'test',
      detail: 'kubeconfig',
      namespace: more.namespace ?? 'gamgui',
      kubeConfig,
    };
  }

  /** Cuts every connection, with RST where `reset`. */
  cut(reset = false): void {
    for (const socket of this.#sockets) {
      if (reset) socket.resetAndDestroy();
      else socket.destroy();
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#relay.close(resolve));
    for (const socket of this.#upgrades.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(client: Socket): void {
    const there = connect(portOf(this.#server), '127.0.0.1');
    this.#sockets.add(client);
    for (const socket of [client, there]) socket.on('error', () => {});
    client.on('close', () => {
      this.#sockets.delete(client);
      there.destroy();
    });
    there.on('close', () => client.destroySoon());
    client.pipe(there);
    there.pipe(client);
  }

  #note(request: IncomingMessage, body: string): Asked {
    const url = new URL(request.url ?? '', 'https://x');
    const { method = '', headers } = request;
    const asked = { method, path: url.pathname, query: url.searchParams, headers, body };
    this.asked.push(asked);
    return asked;
  }

  async #take(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const asked = this.#note(request, await text(request));
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      return json(reply, 401, status(401, 'Unauthorized', 'Unauthorized'));
    await this.answer(asked, reply);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const asked = this.#note(request, '');
    const { authorization, 'sec-websocket-extensions': extensions } = request.headers;
    const refuse = (
      code: number,
      body: string,
      type = 'application/json',
      headers: string[] = [],
    ) =>
      socket.end(
        [
          `HTTP/1.1 ${code} X`,
          `Content-Type: ${type}`,
          `Content-Length: ${Buffer.byteLength(body)}`,
          'Connection: close',
          ...headers,
          '',
          body,
        ].join('\r\n'),
      );
    if (authorization !== `Bearer ${TOKEN}`)
      return void refuse(401, status(401, 'Unauthorized', 'Unauthorized'));
    if (extensions !== undefined) return void refuse(400, 'no extensions');
    if (this.refuse !== null) {
      const { code, body, type, headers } = this.refuse;
      return void refuse(code, body, type, headers);
    }
    // The reply and what follows it at once arrive together, as they may from a real one.
    socket.cork();
    process.nextTick(() => socket.uncork());
    this.#upgrades.handleUpgrade(request, socket, head, (granted) => {
      // As the API server says that it is there.
      granted.send(Buffer.from([1]));
      this.exec(granted, asked);
    });
  }
}
