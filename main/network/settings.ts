/** What the user says about the way out: a proxy, what it is not for, and certificates of the network's own. */
import { isAbsolute, resolve } from 'node:path';

/** The settings of the way out. */
export interface NetworkSettings {
  /** The proxy's address, with its password if it has one, or null: there is none. */
  readonly proxy: string | null;
  /** Hosts that are reached without the proxy, as in NO_PROXY. */
  readonly noProxy: string;
  /** A file of PEM certificates to trust beside the public ones, absolute, or null. */
  readonly caFile: string | null;
}

/**
 * The settings in the environment. Names in lower case win, as with curl; HTTP_PROXY is not for hosts reached by TLS.
 * https://curl.se/docs/manpage.html#ENVIRONMENT
 */
export function networkSettings(env: NodeJS.ProcessEnv, cwd = process.cwd()): NetworkSettings {
  const caFile = env['GAMGUI_CA_FILE'] || null;
  return {
    proxy: env['https_proxy'] || env['HTTPS_PROXY'] || null,
    noProxy: env['no_proxy'] || env['NO_PROXY'] || '',
    caFile: caFile === null || isAbsolute(caFile) ? caFile : resolve(cwd, caFile),
  };
}

/**
 * Certificates are always checked: removes the variable of Node's that would turn that off for the whole process.
 * https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue
 */
export function checkCertificates(env: NodeJS.ProcessEnv): void {
  delete env['NODE_TLS_REJECT_UNAUTHORIZED'];
}
