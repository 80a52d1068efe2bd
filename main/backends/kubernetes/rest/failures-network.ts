/** No reply: why the cluster cannot be reached, and what helps. */
import { Failure } from '../../../failure';
import { serverWords } from './words';

/** Where the request went. */
export interface To {
  /** Host and port. */
  readonly host: string;
  /** The proxy's address as it is shown, or null. */
  readonly proxy: string | null;
}

/** What Node says of an error beyond its message. */
interface Facts {
  readonly code: string;
  readonly message: string;
  /** The name or address that was tried, and its port. */
  readonly peer: string;
  readonly port: number | null;
}

/** One kind of trouble. */
interface Rule {
  readonly code: string;
  is(facts: Facts, to: To): boolean;
  why(facts: Facts, to: To): string;
  fix: string;
}

const oneOf =
  (...codes: string[]) =>
  ({ code }: Facts) =>
    codes.includes(code);

/** Whether it is the proxy that was tried. */
function isProxy({ peer, port }: Facts, { proxy }: To): boolean {
  if (proxy === null || !URL.canParse(proxy)) return false;
  const at = new URL(proxy);
  if (port !== null) return port === Number(at.port || (at.protocol === 'https:' ? 443 : 80));
  return peer === at.hostname;
}

const CA_FIX =
  'Name the certificate authority of your network in the settings (CA file), or renew the cluster entry in your kubeconfig.';

/** The first that fits is told. */
const RULES: readonly Rule[] = [
  {
    code: 'proxy-refused',
    is: ({ message }) =>
      /^Bad response: \d+$/.test(message) || /\bproxy\b.*\b(?:407|40\d|50\d)\b/i.test(message),
    why: ({ message }, { proxy }) => {
      const status = /\d{3}/.exec(message)?.[0];
      const at = proxy === null ? 'the proxy' : `the proxy ${proxy}`;
      if (status === '407') return `${at} wants a name and password (407)`;
      return `${at} does not let it through (${status})`;
    },
    fix: 'Check HTTPS_PROXY, its name and password, and NO_PROXY.',
  },
  {
    code: 'proxy-unreachable',
    is: (facts, to) =>
      isProxy(facts, to) &&
      oneOf('ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH')(facts),
    why: ({ code }, { proxy }) => `the proxy ${proxy} cannot be reached (${code})`,
    fix: 'Check HTTPS_PROXY, and that the proxy runs.',
  },
  {
    code: 'dns',
    is: oneOf('ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_FAIL'),
    why: ({ code }, { host }) => `the name ${host} has no address (${code})`,
    fix: 'Check the network, and a VPN if the cluster is private.',
  },
  {
    code: 'refused',
    is: oneOf('ECONNREFUSED'),
    why: (_, { host }) => `nothing answers at ${host} (ECONNREFUSED)`,
    fix: 'Check that the cluster runs, and try again.',
  },
  {
    code: 'unreachable',
    is: oneOf('EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'EADDRNOTAVAIL'),
    why: ({ code }, { host }) => `there is no way to ${host} (${code})`,
    fix: 'Check the network, and a VPN if the cluster is private.',
  },
  {
    code: 'cluster-timeout',
    is: oneOf('ETIMEDOUT', 'ESOCKETTIMEDOUT'),
    why: (_, { host }) => `${host} does not answer (ETIMEDOUT)`,
    fix: 'Check the network, or a VPN, and try again.',
  },
  {
    code: 'certificate-time',
    is: oneOf('CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED'),
    why: ({ code }, { host }) =>
      code === 'CERT_HAS_EXPIRED'
        ? `by this computer's clock, which says ${now()}, the certificate of ${host} has expired`
        : `by this computer's clock, which says ${now()}, the certificate of ${host} is not valid yet`,
    fix: 'Set the clock of this computer. If it is right, the certificate must be renewed.',
  },
  {
    code: 'certificate-name',
    is: oneOf('ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'),
    why: (_, { host }) => `the certificate that ${host} shows is for another name`,
    fix: 'Check the address of the cluster. Something on the way may answer in its place.',
  },
  {
    code: 'certificate',
    is: ({ code }) =>
      /^(?:UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERR_TLS_CERT|INVALID_CA|PATH_LENGTH|CRL_)/.test(
        code,
      ),
    why: ({ code }, { host }) =>
      `the certificate of ${host} is by an authority that is not trusted (${code})`,
    fix: CA_FIX,
  },
  {
    code: 'client-certificate',
    is: ({ code }) =>
      /^ERR_(?:SSL|OSSL)_.*(?:CERTIFICATE|ALERT|KEY|PEM|BAD_)/.test(code) || /^ERR_OSSL/.test(code),
    why: ({ code }, { host }) =>
      `the secure connection to ${host} was not made: the certificate or key in your kubeconfig is not accepted (${code})`,
    fix: 'Renew the user entry in your kubeconfig.',
  },
  {
    code: 'not-tls',
    is: ({ code }) => /^(?:ERR_SSL_|EPROTO)/.test(code),
    why: ({ code }, { host }) => `${host} does not speak TLS as a cluster does (${code})`,
    fix: 'Check the address of the cluster.',
  },
  {
    code: 'reset',
    is: ({ code, message }) =>
      ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code) ||
      /^(?:socket hang up|aborted)$|ended as soon as it began/.test(message),
    why: (_, { host }) => `the connection to ${host} was cut`,
    fix: 'Try again. If it is cut each time, ask whether the cluster runs, and look for a proxy or firewall on the way.',
  },
];

function now(): string {
  return new Date().toISOString().slice(0, 16).replace('T', ' ').concat(' UTC');
}

/** A field of an error, as text; empty where there is none. */
export function field(error: object, name: string): string {
  const value: unknown = Object.getOwnPropertyDescriptor(error, name)?.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The facts of an error; of several tries to connect, those of the first. */
function factsOf(error: unknown): Facts {
  if (error instanceof AggregateError && error.errors.length > 0) return factsOf(error.errors[0]);
  const from = error instanceof Error ? error : new Error(String(error));
  const port = field(from, 'port');
  return {
    code: field(from, 'code'),
    message: from.message,
    peer: field(from, 'hostname') || field(from, 'address') || field(from, 'host'),
    port: port === '' ? null : Number(port),
  };
}

/** The error as a Failure; `what` says what did not happen. */
export function networkFailure(error: unknown, what: string, to: To): Failure {
  const facts = factsOf(error);
  const rule = RULES.find(({ is }) => is(facts, to));
  if (rule !== undefined)
    return new Failure(rule.code, `${what}: ${rule.why(facts, to)}.`, rule.fix);
  const words = serverWords(facts.message) || 'no reason is given';
  return new Failure(
    'not-connected',
    `${what}: ${words}.`,
    'Try again. If it stays so, report it with these words.',
  );
}
