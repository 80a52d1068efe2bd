/** The proxy's address: what is wrong with one, and how it is shown. */
import { Failure } from '../failure';

const FIX = 'Set HTTPS_PROXY to an address like http://proxy.example.com:8080.';

/** The address, which may be written without its scheme, as curl allows. @throws Failure `proxy-address` */
export function proxyAddress(text: string): URL {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  // Nothing of the text is told: a password may be in it.
  if (!URL.canParse(whole)) {
    throw new Failure('proxy-address', 'The proxy cannot be used: its address is not one.', FIX);
  }
  const url = new URL(whole);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    const scheme = url.protocol.slice(0, -1);
    const message = `The proxy cannot be used: GamGUI speaks to http and https proxies, not to ${scheme}.`;
    throw new Failure('proxy-address', message, FIX);
  }
  if (!isDecodable(url.username) || !isDecodable(url.password)) {
    const message = 'The proxy cannot be used: a % in its name or password does not begin a code.';
    throw new Failure('proxy-address', message, 'In HTTPS_PROXY, write %25 for %.');
  }
  return url;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The address as it may be shown and logged: without name and password. */
export function shownProxy(proxy: URL): string {
  return `${proxy.protocol}//${proxy.host}`;
}
