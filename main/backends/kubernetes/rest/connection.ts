/** One way to one cluster: what every request and every exec of it is made with. */
import { createHash } from 'node:crypto';
import type { Agent } from 'node:http';
import type { AgentOptions, RequestOptions } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { Cluster } from '@kubernetes/client-node';
import { Failure } from '../../../failure';
import type { Network } from '../../../network/network';
import type { ClusterAccess } from '../access';
import { SignInError } from './trouble';

/** How one request is made. */
export interface Way {
  /** The API server's address, without a slash at its end; there may be a path. */
  readonly base: string;
  /** Who asks, and for whom. Holds secrets. */
  readonly headers: Record<string, string>;
  readonly agent: Agent;
}

/** How long signing in may take, ms. */
const SIGN_IN_MS = 60_000;

/** The settings of TLS by which connections may or may not be shared. */
const SHARED = [
  'ca',
  'cert',
  'key',
  'pfx',
  'passphrase',
  'servername',
  'rejectUnauthorized',
] as const;

function tlsOf(options: RequestOptions): AgentOptions {
  const tls: AgentOptions = {};
  for (const name of SHARED)
    if (options[name] !== undefined) Object.assign(tls, { [name]: options[name] });
  return tls;
}

function headersOf({ headers = {}, auth }: RequestOptions): Record<string, string> {
  const all: Record<string, string> = {};
  const given = Array.isArray(headers) ? {} : headers;
  for (const [name, value] of Object.entries(given))
    if (value !== undefined) all[name] = String(value);
  if (auth) all['Authorization'] = `Basic ${Buffer.from(auth).toString('base64')}`;
  return all;
}

/** The connections to one cluster. Credentials are asked for at each request: they may be renewed meanwhile. */
export class Connection {
  readonly access: ClusterAccess;
  readonly network: Network;
  #shared: { readonly key: string; readonly agent: Agent } | null = null;

  constructor(access: ClusterAccess, network: Network) {
    this.access = access;
    this.network = network;
  }

  /**
   * How to ask now. A program that a kubeconfig names for signing in may ask the user, and take its time.
   * @throws Failure `kubeconfig` or `sign-in-slow`, what such a program or an authenticator throws, or the signal's reason
   */
  way(signal?: AbortSignal): Promise<Way> {
    return inTime(this.#way(), signal);
  }

  async #way(): Promise<Way> {
    const cluster = this.#cluster();
    const options: RequestOptions = {};
    // client-node has no other way to say that a proxy's certificate authority is trusted beside the public ones.
    if (cluster.proxyUrl && this.network.ca.length > 0)
      options.ca = [...rootCertificates, ...this.network.ca];
    await this.#signIn(options);
    const tls = tlsOf(options);
    const made = () =>
      cluster.proxyUrl ? agentOf(options) : this.network.agent(new URL(cluster.server).host, tls);
    return {
      base: cluster.server.replace(/\/+$/, ''),
      headers: headersOf(options),
      agent: this.#share(
        hashOf([cluster.server, cluster.proxyUrl, tls, this.network.version]),
        made,
      ),
    };
  }

  async #signIn(options: RequestOptions): Promise<void> {
    try {
      await this.access.kubeConfig.applyToHTTPSOptions(options);
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new SignInError('no credentials', { cause: error });
    }
  }

  /** The address of the cluster, as it is shown. */
  get host(): string {
    return new URL(this.#cluster().server).host;
  }

  #cluster(): Cluster {
    const cluster = this.access.kubeConfig.getCurrentCluster();
    const fix = 'Check the context in your kubeconfig.';
    if (cluster === null) throw new Failure('kubeconfig', 'The context names no cluster.', fix);
    if (URL.canParse(cluster.server) && new URL(cluster.server).protocol === 'https:')
      return cluster;
    throw new Failure('kubeconfig', "The cluster's address does not begin with https://.", fix);
  }

  /** Credentials and certificates rarely change: then the old agent's connections close by themselves. */
  #share(key: string, made: () => Agent): Agent {
    if (this.#shared?.key !== key) this.#shared = { key, agent: made() };
    return this.#shared.agent;
  }
}

/** Stands for settings that hold keys. */
function hashOf(settings: unknown): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex');
}

/** The agent that client-node made for the proxy which the kubeconfig names. */
function agentOf(options: RequestOptions): Agent {
  if (typeof options.agent === 'object') return options.agent;
  throw new Failure(
    'kubeconfig',
    'The proxy of the cluster cannot be used.',
    'Check proxy-url in your kubeconfig.',
  );
}

/** The result, unless it takes too long or is not wanted any more. */
function inTime<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      settle();
    };
    const abort = () => end(() => reject(signal?.reason));
    const slow = () => end(() => reject(tooSlow()));
    const timer = setTimeout(slow, SIGN_IN_MS);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    result.then(
      (value) => end(() => resolve(value)),
      (error) => end(() => reject(error)),
    );
  });
}

function tooSlow(): Failure {
  const message = `The sign-in to the cluster did not end within ${SIGN_IN_MS / 1000} s.`;
  return new Failure('sign-in-slow', message, 'Try again; look for a window that waits for you.');
}

/** Connections by the network they go through: requests and execs of one access share them. */
const known = new WeakMap<ClusterAccess, Connection>();

/** The connections of an access; made once. */
export function connectionOf(access: ClusterAccess, network: Network): Connection {
  const old = known.get(access);
  if (old?.network === network) return old;
  const made = new Connection(access, network);
  known.set(access, made);
  return made;
}
