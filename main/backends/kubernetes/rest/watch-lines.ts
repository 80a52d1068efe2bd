/** One connection of a watch: its lines, as they come. */
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Connection } from './connection';
import { begin, textOf } from './http';
import { withRenewal } from './renewing';
import { statusOf } from './status';
import { BadReply, ConnectError, Refusal, TimeOut } from './trouble';

/** What happened to which object. */
export interface WatchLine {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: unknown;
  /** From where the watch can be gone on with. */
  readonly version: string;
}

const Line = z.looseObject({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK']),
  object: z.looseObject({ metadata: z.looseObject({ resourceVersion: z.string().min(1) }) }),
});
const ErrorLine = z.looseObject({ type: z.literal('ERROR'), object: z.unknown() });

/** How long the reply may take to begin, ms. */
const BEGIN_MS = 20_000;
/**
 * The server sends a bookmark about every minute, where it sends any: that is up to it. A connection that is silent for
 * longer may be dead: a new one is cheap. ms https://kubernetes.io/docs/reference/using-api/api-concepts/#watch-bookmarks
 */
const SILENT_MS = 90_000;
/** How long the server shall keep the connection, s. It is renewed then, so that credentials are looked at again. */
const LIFE_S = 1800;
/** An object in etcd has at most 1.5 MiB. characters */
const LONGEST_LINE = 8 * 1024 * 1024;

/** Aborts when nothing was heard for a while. */
class Patience {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(ms: number) {
    this.#timer = setTimeout(() => this.#controller.abort(), ms);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

function parse(text: string): WatchLine {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    throw new BadReply('a line of the watch is not JSON');
  }
  const failed = ErrorLine.safeParse(line).data;
  if (failed !== undefined) {
    // An expired watch is answered with 200, and then this.
    const words = JSON.stringify(failed.object);
    throw new Refusal({ status: statusOf(words)?.code ?? 500, text: words });
  }
  const { data } = Line.safeParse(line);
  if (data === undefined) throw new BadReply('a line of the watch is not one');
  return { type: data.type, object: data.object, version: data.object.metadata.resourceVersion };
}

async function* textsOf(reply: IncomingMessage): AsyncGenerator<string> {
  reply.setEncoding('utf8');
  try {
    for await (const part of reply) yield String(part);
  } catch (error) {
    throw new ConnectError(error instanceof Error ? error : new Error(String(error)), true);
  }
}

/** The lines of a stream; the last may lack its end, and is left out then. */
async function* linesOf(reply: IncomingMessage, heard: () => void): AsyncGenerator<string> {
  // A line of many parts is joined once.
  let begun: string[] = [];
  let length = 0;
  for await (const part of textsOf(reply)) {
    heard();
    const [first = '', ...rest] = part.split('\n');
    begun.push(first);
    length += first.length;
    if (length > LONGEST_LINE) throw new BadReply('a line of the watch is too long');
    for (const next of rest) {
      yield begun.join('');
      begun = [next];
      length = next.length;
    }
  }
}

/** The reply when it begins; its body can be read until `signal` or `silent` aborts. */
async function openInTime(
  connection: Connection,
  path: string,
  signal: AbortSignal,
  silent: AbortSignal,
): Promise<IncomingMessage> {
  const way = await connection.way(signal);
  const patience = new Patience(BEGIN_MS);
  const any = AbortSignal.any([signal, silent, patience.signal]);
  try {
    const reply = await begin(way, { method: 'GET', path, signal: any });
    if (reply.statusCode !== 200) throw await refusalOf(reply);
    return reply;
  } catch (error) {
    throw patience.signal.aborted ? new TimeOut(BEGIN_MS) : error;
  } finally {
    patience.end();
  }
}

/**
 * The lines of one watch, until the server ends it or is silent for long. `path` has the query but for the time limit.
 * @throws TimeOut, ConnectError, Refusal, BadReply, or the signal's reason
 */
export async function* watchLines(
  connection: Connection,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<WatchLine> {
  const silent = new Patience(SILENT_MS);
  const open = () =>
    openInTime(connection, `${path}&timeoutSeconds=${LIFE_S}`, signal, silent.signal);
  try {
    const reply = await withRenewal(connection.access, open);
    for await (const text of linesOf(reply, () => silent.heard()))
      if (text !== '') yield parse(text);
  } catch (error) {
    signal.throwIfAborted();
    // No trouble as such: whoever asks again learns whether the server is there. It may have nothing to say for so long.
    if (silent.signal.aborted) return;
    throw error;
  } finally {
    silent.end();
  }
}

async function refusalOf(reply: IncomingMessage): Promise<Refusal> {
  const { statusCode: status = 0, headers } = reply;
  const text = await textOf(reply, 1024 * 1024);
  return new Refusal({ status, text, date: headers.date, retryAfter: headers['retry-after'] });
}
