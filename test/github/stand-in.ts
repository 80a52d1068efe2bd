/**
 * Stands in for GitHub's release downloads, which tests cannot use. It is reached as they are: by the product's own settings
 * of a proxy and a CA file. It is strict: what the app may not send is refused and noted in `unexpected`.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { makeCertificates } from '../google/certificates';
import { CHROMIUM } from '../google/proxy';

/** Where releases are. */
export const REPOSITORY = 'gamgui-test/gamgui';
/** Where GitHub has their files: https://docs.github.com/en/repositories/releasing-projects-on-github */
const STORE = 'release-assets.githubusercontent.com';
const STORED = '/github-production-release-asset/1/2';
const HOSTS = ['github.com', STORE];
/** What a request may say of who asks. */
const HEADERS = { 'user-agent': 'GamGUI' };

/** Answers a request for the newest release's file. */
export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** A running stand-in. */
export interface GitHub {
  readonly proxy: string;
  readonly caFile: string;
  /** What was asked: "github.com/gamgui-test/gamgui/releases/latest/download/latest-linux.yml" */
  readonly log: string[];
  readonly unexpected: string[];
  /** The newest release, or null: there is none yet. */
  version: string | null;
  /** What answers instead of GitHub, or null. */
  instead: Answering | null;
  /** The proxy takes requests and never answers. */
  stalls: boolean;
  close(): Promise<void>;
}

/** As electron-builder writes it. */
export function releaseFile(version: string): string {
  const [name, sha512] = [`GamGUI-${version}.AppImage`, `${'A'.repeat(86)}==`];
  const file = `  - url: ${name}\n    sha512: ${sha512}\n    size: 104857600\n    blockMapSize: 109876\n`;
  return `version: ${version}\nfiles:\n${file}path: ${name}\nsha512: ${sha512}\nreleaseDate: '2026-12-01T10:00:00.000Z'\n`;
}

/** Why a request is not one that the app may make, or null. */
function whyNot(request: IncomingMessage): string | null {
  const { method, socket } = request;
  const { host, connection: _, ...headers } = request.headers;
  if (method !== 'GET') return `method ${method}`;
  if (!(socket instanceof TLSSocket) || socket.servername !== host) return `host ${host}`;
  const said = JSON.stringify(headers);
  return said === JSON.stringify(HEADERS) ? null : `headers ${said}`;
}

/** As GitHub answers: it leads to the release, and from there to the store of its files. */
function answer(github: GitHub, request: IncomingMessage, response: ServerResponse): void {
  const { host = '' } = request.headers;
  const url = new URL(request.url ?? '', `https://${host}`);
  github.log.push(`${host}${url.pathname}`);
  const why = whyNot(request);
  if (why !== null) {
    github.unexpected.push(`${host}${request.url}: ${why}`);
    response.writeHead(400).end();
    return;
  }
  const { version } = github;
  const releases = `/${REPOSITORY}/releases`;
  const file = /\/(latest(?:-mac|-linux)?\.yml)$/.exec(url.pathname)?.[1];
  const leadTo = (location: string) => response.writeHead(302, { location }).end();
  if (github.instead !== null) github.instead(request, response);
  else if (host === STORE && url.pathname === STORED && url.search === '?sig=A%2B1&se=2026')
    response
      .writeHead(200, { 'content-type': 'application/octet-stream' })
      .end(releaseFile(version ?? ''));
  else if (version !== null && url.pathname === `${releases}/latest/download/${file}`)
    leadTo(`https://github.com${releases}/download/v${version}/${file}`);
  else if (version !== null && url.pathname === `${releases}/download/v${version}/${file}`)
    leadTo(`https://${STORE}${STORED}?sig=A%2B1&se=2026`);
  else {
    if (version !== null) github.unexpected.push(`${host}${request.url}`);
    response.writeHead(404).end('Not Found');
  }
}

/** Starts one. */
export async function startGitHub(version: string | null = null): Promise<GitHub> {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-github-'));
  const { ca, cert, key } = makeCertificates(HOSTS);
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, ca);
  const sockets = new Set<Duplex>();
  const proxy = createServer((request, response) => {
    github.unexpected.push(`${request.method} ${request.url} without TLS`);
    response.writeHead(403).end();
  });
  const server = createSecureServer({ cert, key }, (request, response) =>
    answer(github, request, response),
  );
  proxy.on('connect', (request: IncomingMessage, socket: Duplex) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    const [host = '', port] = (request.url ?? '').split(':');
    if (github.stalls) return;
    if (port === '443' && HOSTS.includes(host)) {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      server.emit('connection', socket);
      return;
    }
    if (!CHROMIUM.test(host)) github.unexpected.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const github: GitHub = {
    proxy: `http://127.0.0.1:${address.port}`,
    caFile,
    log: [],
    unexpected: [],
    version,
    instead: null,
    stalls: false,
    async close() {
      for (const socket of sockets) socket.destroy();
      proxy.closeAllConnections();
      await once(proxy.close(), 'close');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return github;
}
