/** Objects that are no sessions' pods, by path: what diagnostics looks at, and a Secret that is saved to. Of each no more than its schema names. */
import type { z } from 'zod';
import type { Failure } from '../../../failure';
import type { Network } from '../../../network/network';
import type { ClusterAccess } from '../access';
import { Calls } from './calls';
import { type Connection, connectionOf } from './connection';
import { exchange, type Reply } from './http';
import { withRenewal } from './renewing';
import type { Doing } from './to-failure';
import { BadReply, Refusal } from './trouble';

/** How long a reply may take, ms. */
const TIMEOUT_MS = 15_000;

/** What is asked for. */
export interface Asked {
  /** With its query: "/api/v1/namespaces/x/resourcequotas?limit=100". */
  readonly path: string;
  /** For the words of a failure. */
  readonly doing: Doing;
  /** How a body is sent; POST unless given. */
  readonly method?: 'POST' | 'PATCH';
  /** Of the body; "application/json" unless given. */
  readonly type?: string;
  /** Sent as JSON; absent: GET. */
  readonly body?: object;
}

/** Reads of one cluster, each tried once: what is looked at is how it is now. */
export class ClusterReader {
  readonly connection: Connection;
  readonly #calls: Calls;

  constructor(access: ClusterAccess, network: Network) {
    this.connection = connectionOf(access, network);
    this.#calls = new Calls(this.connection, access.namespace);
  }

  /** An error as it is told. */
  failure(doing: Doing, error: unknown): Failure {
    return this.#calls.failure(doing, error);
  }

  /** The whole reply, whatever its status. @throws Failure, or the signal's reason */
  reply(asked: Asked, signal: AbortSignal): Promise<Reply> {
    return this.#calls.doing(asked.doing, signal, () => this.#send(asked, signal));
  }

  /** What was asked for. @throws Failure: why the cluster refused, or the signal's reason */
  read<T>(schema: z.ZodType<T>, asked: Asked, signal?: AbortSignal): Promise<T> {
    return this.#calls.doing(asked.doing, signal, () =>
      withRenewal(this.connection.access, async () => {
        const { status, headers, text } = await this.#send(asked, signal);
        if (status < 200 || status >= 300)
          throw new Refusal({
            status,
            text,
            date: headers.date,
            retryAfter: headers['retry-after'],
          });
        const { data } = schema.safeParse(parsed(text));
        if (data === undefined) throw new BadReply('it lacks what was asked for');
        return data;
      }),
    );
  }

  #send({ path, body, method = 'POST', type = 'application/json' }: Asked, signal?: AbortSignal) {
    const sent =
      body === undefined
        ? { method: 'GET' }
        : {
            method,
            body: JSON.stringify(body),
            headers: { 'Content-Type': type },
          };
    return exchange(this.connection, { ...sent, path, signal, timeoutMs: TIMEOUT_MS });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not the parser's words: they quote the reply, which may be a Secret.
    throw new BadReply('it is not JSON');
  }
}
