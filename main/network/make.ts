/** Makes the way out from its settings. */
import { Agent, type AgentOptions } from 'node:https';
import { rootCertificates } from 'node:tls';
import { HttpsProxyAgent } from 'hpagent';
import type { Failure } from '../failure';
import { readCaFile } from './ca-file';
import type { Network } from './network';
import { noProxy } from './no-proxy';
import { proxyAddress, shownProxy } from './proxy-address';
import type { NetworkSettings } from './settings';

/** The port of a host that is written without one. */
const HTTPS = 443;

/** A host that may have a port. */
function hostAndPort(text: string): { host: string; port: number } {
  const url = new URL(`https://${text}`);
  return { host: url.hostname, port: Number(url.port || HTTPS) };
}

/** What is trusted: the given authorities or else the public ones, and always the user's own. */
function trusted(given: AgentOptions['ca'], own: readonly string[]): AgentOptions {
  // Without any of its own, Node keeps its list of roots parsed: 5 ms for each connection are saved.
  if (given === undefined && own.length === 0) return {};
  return { ca: [given ?? [...rootCertificates], [...own]].flat() };
}

/** The way out by these settings. @throws Failure `ca-file` or `proxy-address` */
export function makeNetwork(settings: NetworkSettings): Network {
  const ca = settings.caFile === null ? [] : readCaFile(settings.caFile);
  const proxy = settings.proxy === null ? null : proxyAddress(settings.proxy);
  const isExempt = noProxy(settings.noProxy);
  const toProxy = trusted(undefined, ca);
  return {
    version: 0,
    proxy: proxy === null ? null : shownProxy(proxy),
    ca,
    agent(to, options = {}) {
      const { host, port } = hostAndPort(to);
      const all = { keepAlive: true, ...options, ...trusted(options.ca, ca) };
      if (proxy === null || isExempt(host, port)) return new Agent(all);
      // hpagent's types know a list of PEM texts alone, which these are.
      const proxyRequestOptions =
        toProxy.ca === undefined ? {} : { ca: [toProxy.ca].flat().map(String) };
      return new HttpsProxyAgent({ ...all, proxy, proxyRequestOptions });
    },
  };
}

/** A way out that cannot be used: the app opens all the same, and whatever needs the network says why it does not work. */
export function refusingNetwork(failure: Failure): Network {
  return {
    version: 0,
    proxy: null,
    ca: [],
    agent() {
      throw failure;
    },
  };
}
