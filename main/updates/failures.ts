/** Why it is not known whether there is a newer version, in words for the person who asked. */
import { networkFailure } from '../backends/kubernetes/rest/failures-network';
import { Failure } from '../failure';

/** What did not happen. */
const WHAT = 'It is not known whether there is a newer GamGUI';
const AGAIN = 'Try again later.';
const NETWORK = 'Check the network and the proxy, and try again.';

/** An answer that cannot be used; `why` says what is wrong with it. */
export function badAnswer(host: string, why: string): Failure {
  return new Failure('updates-answer', `${WHAT}: what ${host} answers ${why}.`, AGAIN);
}

/** Another status than 200. */
export function badStatus(host: string, path: string, status: number): Failure {
  if (status === 404) {
    const message = `${WHAT}: ${host} has no ${path} (404).`;
    return new Failure('updates-none', message, 'There may be no release yet. Try again later.');
  }
  return new Failure('updates-refused', `${WHAT}: ${host} does not give it (${status}).`, AGAIN);
}

/** Nothing came in time. */
export function tooLate(host: string, ms: number): Failure {
  const message = `${WHAT}: ${host} did not answer within ${Math.round(ms / 1000)} s.`;
  return new Failure('updates-timeout', message, NETWORK);
}

/** What is told of the way to a cluster and helps here too. */
const ALIKE = new Set(['proxy-refused', 'proxy-unreachable', 'certificate-time']);
/** What is told of it in words of a cluster. */
const OF_CLUSTERS = new Set(['not-tls', 'client-certificate']);

/** No connection. */
export function notReached(error: unknown, host: string, proxy: string | null): Failure {
  if (error instanceof Failure) return error;
  const told = networkFailure(error, WHAT, { host, proxy });
  if (ALIKE.has(told.code)) return told;
  if (told.code === 'certificate') {
    const fix = 'Name the certificate authority of your network in the settings (Certificates).';
    return new Failure(told.code, told.message, fix);
  }
  const message = OF_CLUSTERS.has(told.code)
    ? `${WHAT}: no secure connection to ${host} was made.`
    : told.message;
  return new Failure(told.code, message, NETWORK);
}
