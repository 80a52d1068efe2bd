/** Why something with Google did not work, in words for people. Nothing of a request is ever in them. */
import { networkFailure } from '../backends/kubernetes/rest/failures-network';
import { serverWords } from '../backends/kubernetes/rest/words';
import { Failure } from '../failure';
import { apiFailure } from './failures-api';
import { type Said, saidBy } from './said';

/** What was being done. */
export interface Doing {
  /** What did not happen: "The clusters of acme-prod were not listed". */
  readonly what: string;
  /** The host that was asked. */
  readonly host: string;
  /** The proxy as it is shown, or null. */
  readonly proxy: string | null;
  /** How to sign in again. */
  readonly again: string;
  /** The project that was asked about, for the fix; null: none. */
  readonly project: string | null;
}

/** The sign-in is no longer good. */
export function signInAgain(why: string, fix: string): Failure {
  return new Failure('sign-in-again', `You have to sign in with Google again: ${why}.`, fix);
}

/** Any error of Google's libraries as a Failure. One that is a Failure already is passed on. */
export function googleFailure(error: unknown, doing: Doing): Failure {
  if (error instanceof Failure) return error;
  const said = saidBy(error);
  if (said !== null) return saidFailure(said, doing);
  const words = error instanceof Error ? error.message : String(error);
  if (/\baborted\b|timeout/i.test(words) || nameOf(error) === 'TimeoutError') {
    const message = `${doing.what}: ${doing.host} did not answer in time.`;
    return new Failure(
      'google-timeout',
      message,
      'Check the network and the proxy, and try again.',
    );
  }
  return plainFailure(error, words, doing);
}

function saidFailure(said: Said, doing: Doing): Failure {
  if (said.by === 'oauth') return oauthFailure(said, doing);
  if (said.by === 'api') return apiFailure(said, doing);
  if (said.status === 407) return reached(new Error('Bad response: 407'), doing);
  return apiFailure({ ...said, by: 'api', text: '', reasons: [] }, doing);
}

/** https://developers.google.com/identity/protocols/oauth2/web-server#handlingresponse */
function oauthFailure(
  { error, text, subtype }: Extract<Said, { by: 'oauth' }>,
  { what, again }: Doing,
): Failure {
  if (subtype === 'invalid_rapt' || subtype === 'rapt_required')
    return signInAgain('your organisation ends sign-ins after a time', again);
  if (error === 'invalid_grant' && /\bJWT\b/i.test(text)) {
    const message = `${what}: Google does not accept the service account’s key (${serverWords(text)}).`;
    const fix = 'Check that the key was not deleted, and the clock of this computer.';
    return new Failure('service-account', message, fix);
  }
  if (error === 'invalid_grant' && /\baccount not found\b/i.test(text)) {
    const message = `${what}: the service account is not there (${serverWords(text)}).`;
    return new Failure('service-account', message, 'Use the key of an account that exists.');
  }
  if (error === 'invalid_grant') return signInAgain('it was revoked or has expired', again);
  if (error === 'invalid_client' || error === 'unauthorized_client' || error === 'deleted_client') {
    const message = `${what}: Google does not know the OAuth client, or its secret (${serverWords(error)}).`;
    return new Failure('oauth-client', message, 'Check the OAuth client in the settings.');
  }
  const words = serverWords(text) || 'no reason is given';
  const message = `${what}: Google refused (${serverWords(error)}): ${words}.`;
  return new Failure('google-refused', message, again);
}

/** No answer of Google's, and not a matter of time. */
function plainFailure(error: unknown, words: string, doing: Doing): Failure {
  // external_account: the token service's answer is in the message, and nowhere else.
  const sts = /^Error code (\w+)(?:: (.*?))?(?: - https?:.*)?$/.exec(words);
  if (sts !== null)
    return oauthFailure(
      { by: 'oauth', error: sts[1] ?? '', text: sts[2] ?? '', subtype: '' },
      doing,
    );
  const file = /\bfile at (.+?) does not exist.*\b(E[A-Z]+)\b/s.exec(words);
  if (file !== null) {
    const why = `the file ${serverWords(file[1] ?? '')}, which the credentials name, cannot be read (${file[2]})`;
    const fix = 'Check the file that the credentials name.';
    return new Failure('application-default', `${doing.what}: ${why}.`, fix);
  }
  return reached(innermost(error), doing);
}

/** No connection. */
function reached(cause: Error, { what, host, proxy }: Doing): Failure {
  const failure = networkFailure(cause, what, { host, proxy });
  if (failure.code === 'not-connected')
    return new Failure(failure.code, `${what}: ${host} cannot be reached.`, failure.fix);
  if (failure.code !== 'certificate') return failure;
  const fix = 'Name the certificate authority of your network in the settings (CA file).';
  return new Failure('certificate', failure.message, fix);
}

/** The error at the bottom. node-fetch writes what is known of the connection into its message: it is read from there. */
function innermost(error: unknown): Error {
  let at = error instanceof Error ? error : new Error(String(error));
  while (at.cause instanceof Error) at = at.cause;
  const reason = /reason: (.*)$/s.exec(at.message)?.[1] ?? at.message;
  const to = /\b(?:connect|getaddrinfo) \w+ (\S+?)(?::(\d+))?$/.exec(reason);
  const code = 'code' in at ? at.code : undefined;
  const where = to === null ? {} : { address: to[1], ...(to[2] && { port: Number(to[2]) }) };
  return Object.assign(new Error(reason), { code }, where);
}

function nameOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
