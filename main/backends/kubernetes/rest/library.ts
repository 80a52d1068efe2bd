/** What client-node's typed APIs send their requests with: the shared agent, time-outs, abort, retries and errors with their body. */
import type { ConfigurationOptions, HttpLibrary, RequestContext } from '@kubernetes/client-node';
import type { Connection } from './connection';
import { exchange, type Reply } from './http';
import { withRenewal } from './renewing';
import { mayMend, withRetries } from './retry';
import { BadReply, Refusal } from './trouble';

/** How long a request may take, ms. */
const TIMEOUT_MS = 20_000;

/** How one call is made. */
export interface Call {
  readonly signal?: AbortSignal | undefined;
  /** Whether a failed try is worth another; only what surely was not done may be tried again, where twice is not once. */
  readonly again?: (error: unknown) => boolean;
}

/** The parts of client-node that are used when a call is made. Loaded late: it takes a third of a second. */
type Kube = Pick<typeof import('@kubernetes/client-node'), 'ResponseContext' | 'wrapHttpLibrary'>;

function bodyOf(context: RequestContext): { body: string } | undefined {
  const body: unknown = context.getBody();
  return typeof body === 'string' ? { body } : undefined;
}

async function tryOnce(
  connection: Connection,
  context: RequestContext,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  const method = context.getHttpMethod().toString();
  const reply = await exchange(connection, {
    method,
    path: new URL(context.getUrl()).pathname + new URL(context.getUrl()).search,
    headers: { 'Accept-Encoding': 'gzip', ...context.getHeaders() },
    ...bodyOf(context),
    signal,
    timeoutMs: TIMEOUT_MS,
  });
  const { status, headers, text } = reply;
  if (status >= 200 && status < 300) return reply;
  throw new Refusal({ status, text, date: headers.date, retryAfter: headers['retry-after'] });
}

/** The options of one call of a typed API. */
export function optionsOf(kube: Kube, connection: Connection, call: Call): ConfigurationOptions {
  const send = async (context: RequestContext) => {
    const attempt = () =>
      withRenewal(connection.access, () => tryOnce(connection, context, call.signal));
    const reply = await withRetries(attempt, call.signal, call.again ?? mayMend);
    const type = reply.headers['content-type'];
    if (type === undefined) throw new BadReply('it does not say what it is');
    const body = {
      text: async () => reply.text,
      binary: async () => Buffer.from(reply.text),
    };
    return new kube.ResponseContext(reply.status, { 'content-type': type }, body);
  };
  const httpApi: HttpLibrary = kube.wrapHttpLibrary({ send });
  return { httpApi, authMethods: {} };
}
