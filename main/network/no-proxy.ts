/**
 * Which hosts NO_PROXY exempts. There is no standard: these are the rules that curl, Go and Python share.
 * https://about.gitlab.com/blog/we-need-to-talk-no-proxy/
 */
import { BlockList, isIP } from 'node:net';

/** One entry: whether it is for a host and port. */
type Rule = (host: string, port: number) => boolean;

/** A host as it is compared: lower case, without the dot at its end and without an IPv6 address's brackets. */
function plain(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

/** A whole network, as in `10.0.0.0/8`; null where it is none. */
function network(entry: string): Rule | null {
  const [address = '', bits = ''] = entry.split('/');
  const family = isIP(plain(address));
  const most = family === 6 ? 128 : 32;
  if (family === 0 || !/^\d+$/.test(bits) || Number(bits) > most) return null;
  const list = new BlockList();
  list.addSubnet(plain(address), Number(bits), family === 6 ? 'ipv6' : 'ipv4');
  return (host) => {
    const kind = isIP(host);
    return kind !== 0 && list.check(host, kind === 6 ? 'ipv6' : 'ipv4');
  };
}

/** A name, with its subdomains, or an address; with a port or for any. */
function named(entry: string): Rule {
  const parts = isIP(entry) === 0 ? /^(.*?)(?::(\d+))?$/.exec(entry) : null;
  const only = parts?.[2] === undefined ? null : Number(parts[2]);
  const name = plain(parts?.[1] ?? entry);
  const end = name.replace(/^\*?\./, '');
  // `.example.com` and `*.example.com` are for subdomains; `example.com` is for itself and them, as everywhere but in gaxios.
  const isSelf = end === name;
  return (host, port) => {
    if (only !== null && only !== port) return false;
    if (isSelf && host === end) return true;
    return isIP(host) === 0 && host.endsWith(`.${end}`);
  };
}

function ruleOf(entry: string): Rule {
  if (entry === '*') return () => true;
  const whole = entry.includes('/') ? network(entry) : null;
  return whole ?? named(entry);
}

/** What a proxy elsewhere could not reach: this computer itself. kubectl goes there directly too. */
const LOOPBACK = ['localhost', '127.0.0.0/8', '::1/128'];

/** Whether a host and port are reached without the proxy, by a list such as `localhost, .corp.example.com, 10.0.0.0/8`. */
export function noProxy(list: string): (host: string, port: number) => boolean {
  const entries = list.split(/[\s,]+/).filter((entry) => entry !== '');
  const rules = [...LOOPBACK, ...entries].map(ruleOf);
  return (host, port) => rules.some((rule) => rule(plain(host), port));
}
