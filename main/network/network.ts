/**
 * The way out: one proxy and one set of certificate authorities for sign-in, Google's APIs, and Kubernetes REST and exec alike.
 */
import type { Agent, AgentOptions } from 'node:https';

/** How this process reaches other hosts by TLS. */
export interface Network {
  /** Another one when the way is another one: agents that were made before still go the old way. */
  readonly version: number;
  /** The proxy's address as it is shown, without a password, or null: there is none. */
  readonly proxy: string | null;
  /** PEM certificates trusted beside the system's, from the user's CA file; empty where there is none. */
  readonly ca: readonly string[];
  /**
   * An agent for one host over TLS, through the proxy unless NO_PROXY exempts the host. `options` are of TLS to the host:
   * `ca` replaces the public roots (the user's own CA file is always trusted beside them), `cert` and `key` are the client's.
   * Callers keep and reuse the agent: each has connections of its own.
   */
  agent(host: string, options?: AgentOptions): Agent;
}
