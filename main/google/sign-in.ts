/** The app's own sign-in: the user's browser, an address on this computer, PKCE. https://datatracker.ietf.org/doc/html/rfc8252 */
import { randomBytes } from 'node:crypto';
import type { Gaxios } from 'gaxios';
import { z } from 'zod';
import { serverWords } from '../backends/kubernetes/rest/words';
import { Failure } from '../failure';
import { listen } from './loopback';
import type { OAuthClient } from './oauth-client';
import type { Page } from './page';
import { CLOUD_PLATFORM, SCOPES } from './scopes';

/** What a sign-in is made with. */
export interface SignInParts {
  readonly client: OAuthClient;
  readonly transport: Gaxios;
  /** Shows an address in the user's browser. */
  openBrowser(url: string): Promise<void>;
  /** Gives up when it is aborted. */
  readonly signal: AbortSignal;
  /** How long the user has in the browser, ms. */
  readonly limitMs: number;
  /** An error of Google's, as a Failure. */
  explain(error: unknown): Failure;
}

/** Who has signed in. */
export interface SignedIn {
  /** Secret. */
  readonly refreshToken: string;
  /** Secret; good until `expiresAt`, ms since 1970. */
  readonly accessToken: string;
  readonly expiresAt: number;
  readonly account: string | null;
}

const Tokens = z.object({
  refresh_token: z.string().min(1),
  access_token: z.string().min(1),
  expiry_date: z.number(),
  scope: z.string(),
  id_token: z.string().nullish(),
});
const Claims = z.object({ email: z.string() });
const DONE: Page = {
  status: 200,
  title: 'You are signed in',
  text: 'Close this window, and go back to GamGUI.',
};

/** Signs in. @throws Failure `sign-in-…` that says what the user did or what Google did not do */
export async function signIn(parts: SignInParts): Promise<SignedIn> {
  const { OAuth2Client, CodeChallengeMethod } = await import('google-auth-library');
  parts.signal.throwIfAborted();
  const options = { clientId: parts.client.id, clientSecret: parts.client.secret };
  const client = new OAuth2Client({ ...options, transporter: parts.transport });
  const { codeVerifier, codeChallenge } = await client.generateCodeVerifierAsync();
  const state = randomBytes(32).toString('base64url');
  const outcome = deferred<SignedIn>();
  let redirect = '';
  const exchange = async (answer: ReadonlyMap<string, string>): Promise<SignedIn> => {
    const code = codeOf(answer);
    const { tokens } = await client.getToken({ code, codeVerifier, redirect_uri: redirect });
    return read(tokens);
  };
  const loopback = await listen(state, async (answer) => {
    try {
      outcome.resolve(await exchange(answer));
      return DONE;
    } catch (error) {
      const failure = parts.explain(error);
      outcome.reject(failure);
      const text = [failure.message, failure.fix ?? '', 'Close this window.'].join(' ');
      return { status: 400, title: 'You are not signed in', text };
    }
  });
  redirect = loopback.address;
  const url = client.generateAuthUrl({
    access_type: 'offline',
    // Without it, Google gives no refresh token to who has agreed before.
    prompt: 'consent',
    scope: ['openid', ...SCOPES],
    redirect_uri: redirect,
    state,
    code_challenge_method: CodeChallengeMethod.S256,
    ...(codeChallenge !== undefined && { code_challenge: codeChallenge }),
  });
  const stop = endings(parts, outcome.reject);
  try {
    await Promise.race([open(parts, url), outcome.promise]);
    return await outcome.promise;
  } finally {
    stop();
    loopback.close();
  }
}

/** The code in Google's answer. */
function codeOf(answer: ReadonlyMap<string, string>): string {
  const code = answer.get('code');
  const error = answer.get('error');
  if (error === undefined && code) return code;
  if (error === 'access_denied')
    throw refused('it was not allowed in the browser', 'Sign in again, and press Allow.');
  if (error === 'admin_policy_enforced' || error === 'org_internal')
    throw refused(
      `your organisation does not allow it (${error})`,
      'Ask an administrator to allow this OAuth client.',
    );
  throw refused(`Google answered “${serverWords(error ?? 'no code')}”`, 'Sign in again.');
}

function refused(why: string, fix: string): Failure {
  return new Failure('sign-in-refused', `You are not signed in: ${why}.`, fix);
}

/** Google's tokens, if they are good for what they are wanted for. */
function read(tokens: unknown): SignedIn {
  const parsed = Tokens.safeParse(tokens);
  if (!parsed.success) throw refused('Google’s answer is not complete', 'Sign in again.');
  const { refresh_token, access_token, expiry_date, scope, id_token } = parsed.data;
  if (!scope.split(' ').includes(CLOUD_PLATFORM)) {
    const message = 'You are not signed in: the right to see clusters was not given.';
    const fix = 'Sign in again, and leave every box ticked in the browser.';
    throw new Failure('sign-in-scope', message, fix);
  }
  return {
    refreshToken: refresh_token,
    accessToken: access_token,
    expiresAt: expiry_date,
    account: emailIn(id_token ?? ''),
  };
}

/** The address in an ID token. It came straight from Google over TLS: its signature adds nothing. */
function emailIn(idToken: string): string | null {
  try {
    const claims = Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8');
    return Claims.parse(JSON.parse(claims)).email;
  } catch {
    return null;
  }
}

async function open({ openBrowser }: SignInParts, url: string): Promise<void> {
  try {
    await openBrowser(url);
  } catch {
    // The address is not told: its state and challenge belong to this one sign-in.
    const fix = 'Choose a standard browser in the settings of your desktop.';
    throw new Failure('no-browser', 'You are not signed in: no browser could be opened.', fix);
  }
}

/** Ends the wait when the user gives up, or time does. */
function endings({ signal, limitMs }: SignInParts, reject: (failure: Failure) => void): () => void {
  const cancel = () =>
    reject(new Failure('sign-in-cancelled', 'You are not signed in: it was cancelled.'));
  const late = () => {
    const minutes = Math.round(limitMs / 60_000);
    const message = `You are not signed in: the browser did not come back within ${minutes} min.`;
    reject(new Failure('sign-in-timeout', message, 'Sign in again.'));
  };
  const timer = setTimeout(late, limitMs);
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  };
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Failure) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // It may fail before anyone waits.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
