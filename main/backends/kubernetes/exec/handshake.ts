/** The beginning of an exec: an upgrade that the API server grants, or refuses with its reasons. */
import type { ClientRequest, IncomingMessage } from 'node:http';
import WebSocket from 'ws';
import { Failure } from '../../../failure';
import type { Connection, Way } from '../rest/connection';
import { textOf } from '../rest/http';
import { withRenewal } from '../rest/renewing';
import { type DoingIn, toFailure } from '../rest/to-failure';
import { ConnectError, Refusal, TimeOut } from '../rest/trouble';
import { PROTOCOL } from './channels';

/** How long the upgrade may take, ms. */
const HANDSHAKE_MS = 15_000;
/** The API server sends some 32 KiB at a time. A longer message is not one of its. bytes */
const LONGEST_MESSAGE = 4 * 1024 * 1024;
/** The most of a refusal that is read, bytes. */
const REFUSAL = 256 * 1024;

/** What is run, and where. */
export interface Command {
  readonly pod: string;
  readonly container: string;
  /** Is written to audit logs: never a secret in it. */
  readonly command: readonly string[];
}

/** An open connection. */
export interface Opened {
  readonly socket: WebSocket;
  /** Tells errors of the connection itself, which `ws` hides. */
  readonly reply: IncomingMessage;
}

function pathOf(namespace: string, { pod, container, command }: Command): string {
  const query = new URLSearchParams({ container, stdin: 'true', stdout: 'true', stderr: 'true' });
  for (const word of command) query.append('command', word);
  const [where, name] = [namespace, pod].map(encodeURIComponent);
  return `/api/v1/namespaces/${where}/pods/${name}/exec?${query}`;
}

async function refusal(reply: IncomingMessage): Promise<Refusal> {
  const { statusCode: status = 0, headers } = reply;
  return new Refusal({ status, text: await textOf(reply, REFUSAL), date: headers.date });
}

/**
 * Over TLS: keys of zeros, by which bytes stay as they are. Masking keeps scripts of web pages from writing what a cache on
 * the way would take for HTTP (https://www.rfc-editor.org/rfc/rfc6455#section-10.3); here nothing on the way can read, and
 * it took a third of the time of sending.
 */
function zeroMask(key: Buffer): void {
  key.fill(0);
}

/** What ws says of a server that answers in another protocol. */
function isOldServer(error: Error): boolean {
  return /subprotocol|Sec-WebSocket/.test(error.message);
}

/** An idle connection that the server had closed already: nothing was begun on it. */
class StaleConnection extends ConnectError {}

function connect(url: string, { headers, agent }: Way, signal: AbortSignal): Promise<Opened> {
  return new Promise((resolve, reject) => {
    let request: ClientRequest | null = null;
    let reply: IncomingMessage | null = null;
    const socket = new WebSocket(url, PROTOCOL, {
      headers,
      agent,
      maxPayload: LONGEST_MESSAGE,
      perMessageDeflate: false,
      ...(url.startsWith('https:') ? { generateMask: zeroMask } : {}),
      finishRequest: (sent) => {
        request = sent;
        sent.end();
      },
    });
    const fail = (error: unknown) => {
      reject(error);
      socket.terminate();
    };
    const abort = () => fail(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    socket.once('upgrade', (response) => {
      reply = response;
    });
    socket.once('unexpected-response', (_, response) => void refusal(response).then(fail, fail));
    // Kept after the promise is settled: an error nobody listens for would end the app.
    socket.on('error', (error) => {
      const stale =
        request?.reusedSocket === true && 'code' in error && error.code === 'ECONNRESET';
      const Kind = stale ? StaleConnection : ConnectError;
      reject(isOldServer(error) ? error : new Kind(error, false));
    });
    socket.once('open', () => {
      signal.removeEventListener('abort', abort);
      // What comes with the upgrade would be lost: nobody listens yet.
      socket.pause();
      if (reply !== null) resolve({ socket, reply });
    });
  });
}

/** As often as there may be idle connections. */
const STALE = 5;

async function begin(url: string, way: Way, signal: AbortSignal): Promise<Opened> {
  for (let left = STALE; ; left -= 1) {
    signal.throwIfAborted();
    try {
      return await connect(url, way, signal);
    } catch (error) {
      if (!(error instanceof StaleConnection) || left === 0) throw error;
    }
  }
}

async function openInTime(
  connection: Connection,
  path: string,
  given: AbortSignal | undefined,
): Promise<Opened> {
  const way = await connection.way(given);
  const timeout = AbortSignal.timeout(HANDSHAKE_MS);
  const signal = given === undefined ? timeout : AbortSignal.any([given, timeout]);
  try {
    return await begin(way.base + path, way, signal);
  } catch (error) {
    throw timeout.aborted ? new TimeOut(HANDSHAKE_MS) : error;
  }
}

/** Opens the connection, paused. @throws Failure, or the signal's reason */
export async function handshake(
  connection: Connection,
  what: Command,
  given: AbortSignal | undefined,
): Promise<Opened> {
  const { namespace } = connection.access;
  const doing: DoingIn = { verb: 'exec', resource: 'pods/exec', name: what.pod, namespace };
  try {
    const path = pathOf(namespace, what);
    return await withRenewal(connection.access, () => openInTime(connection, path, given));
  } catch (error) {
    given?.throwIfAborted();
    if (error instanceof Error && isOldServer(error)) throw tooOld(what.pod);
    throw toFailure(error, doing, connection);
  }
}

function tooOld(pod: string): Failure {
  const message = `The pod ${pod} was not entered: the cluster, or something on the way to it, does not speak ${PROTOCOL}.`;
  return new Failure(
    'old-cluster',
    message,
    'Kubernetes 1.30 or newer is needed; check the proxy.',
  );
}
