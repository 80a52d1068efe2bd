/** One request to the API server and its reply: no more than plain HTTP, with bounds on time and size. */
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Connection, Way } from './connection';
import { BadReply, ConnectError, TimeOut } from './trouble';

/** What is asked. */
export interface Ask {
  readonly method: string;
  /** With the query, after the address of the cluster. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
  /** How long the whole reply may take, ms. For a stream: its beginning. */
  readonly timeoutMs: number;
}

/** A reply that came whole, whatever it says. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** The largest reply that is taken: a page of pods has a few megabytes. bytes */
const MOST = 64 * 1024 * 1024;

const unpack = promisify(gunzip);

/** The bytes of a reply. @throws BadReply, ConnectError */
async function bytesOf(reply: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of reply) {
      parts.push(part);
      size += part.length;
      if (size > most) break;
    }
  } catch (error) {
    throw new ConnectError(error instanceof Error ? error : new Error(String(error)), true);
  }
  if (size > most) throw new BadReply(`it is longer than ${most} bytes`);
  return Buffer.concat(parts);
}

/** The text of a reply, unpacked. @throws BadReply, ConnectError */
export async function textOf(reply: IncomingMessage, most = MOST): Promise<string> {
  const bytes = await bytesOf(reply, most);
  if (reply.headers['content-encoding'] !== 'gzip') return bytes.toString('utf8');
  try {
    return (await unpack(bytes, { maxOutputLength: most })).toString('utf8');
  } catch {
    throw new BadReply('it cannot be unpacked');
  }
}

/**
 * Sends a request, and resolves when its reply begins. `signal` ends it and its reply at any time.
 * @throws ConnectError
 */
export function begin(
  { base, headers, agent }: Way,
  ask: Omit<Ask, 'timeoutMs'>,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Node leaves it out for DELETE, whose body would be lost.
    const length = ask.body === undefined ? {} : { 'Content-Length': Buffer.byteLength(ask.body) };
    const sent = request(`${base}${ask.path}`, {
      method: ask.method,
      agent,
      headers: { Accept: 'application/json', ...ask.headers, ...length, ...headers },
      ...(ask.signal && { signal: ask.signal }),
    });
    let connected = true;
    sent.on('socket', (socket) => {
      // A kept connection is there already.
      if (!socket.connecting) return;
      connected = false;
      socket.once('secureConnect', () => {
        connected = true;
      });
    });
    sent.once('response', resolve);
    sent.on('error', (error) => reject(new ConnectError(error, connected)));
    sent.end(ask.body);
  });
}

/** Asks, and resolves with the whole reply. @throws TimeOut, ConnectError, BadReply, what Connection.way throws, or the signal's reason */
export async function exchange(connection: Connection, ask: Ask): Promise<Reply> {
  const way = await connection.way(ask.signal);
  const timeout = AbortSignal.timeout(ask.timeoutMs);
  const signal = ask.signal === undefined ? timeout : AbortSignal.any([ask.signal, timeout]);
  try {
    const reply = await begin(way, { ...ask, signal });
    return { status: reply.statusCode ?? 0, headers: reply.headers, text: await textOf(reply) };
  } catch (error) {
    ask.signal?.throwIfAborted();
    if (timeout.aborted) throw new TimeOut(ask.timeoutMs);
    throw error;
  }
}
