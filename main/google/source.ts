/** Where tokens come from: the app's own sign-in, or Application Default Credentials. */
import type { Gaxios } from 'gaxios';
import { Failure } from '../failure';
import type { ApplicationDefault } from './application-default';
import { clientOf } from './credentials';
import type { KeptSignIn } from './keychain';
import type { OAuthClient } from './oauth-client';
import type { SignedIn } from './sign-in';
import type { GoogleSource, KeptIn } from './status';

/** A sign-in that can be used. */
export interface Source {
  readonly source: GoogleSource;
  readonly account: string | null;
  readonly kept: KeptIn;
  /** How to sign in again, for people. */
  readonly again: string;
  /** A token that is good for at least some minutes. Rejects with errors of Google's library: they hold secrets. */
  token(): Promise<string>;
  /** The same sign-in without the token that it holds: the next is a new one. */
  renewed(): Promise<Source>;
  /** Tells Google that the sign-in is over. Null: it is not the app's to end. */
  readonly revoke: (() => Promise<void>) | null;
}

/** RFC 7009: the token is in the body, as addresses end up in the logs of proxies. */
const REVOKE = 'https://oauth2.googleapis.com/revoke';

/** The app's own sign-in. `fresh` spares a request just after it. */
export async function ownSource(
  client: OAuthClient,
  { token, account }: KeptSignIn,
  kept: KeptIn,
  transport: Gaxios,
  fresh: SignedIn | null,
): Promise<Source> {
  const { OAuth2Client } = await import('google-auth-library');
  const options = { clientId: client.id, clientSecret: client.secret };
  const oauth = new OAuth2Client({ ...options, transporter: transport });
  oauth.setCredentials({
    refresh_token: token,
    ...(fresh !== null && { access_token: fresh.accessToken, expiry_date: fresh.expiresAt }),
  });
  return {
    source: 'own',
    account,
    kept,
    again: 'Press Sign in again. Sessions that run go on.',
    token: async () => present((await oauth.getAccessToken()).token),
    renewed: () => ownSource(client, { client: client.id, token, account }, kept, transport, null),
    revoke: async () => {
      await transport.request({
        url: REVOKE,
        method: 'POST',
        data: new URLSearchParams({ token }),
      });
    },
  };
}

/** Application Default Credentials. They are read at the first token. */
export function defaultSource(found: ApplicationDefault, transport: Gaxios): Source {
  const client = clientOf(found, transport);
  client.catch(() => {});
  return {
    source: 'application-default',
    account: found.account,
    kept: 'file',
    again: 'Run: gcloud auth application-default login. Sessions that run go on.',
    token: async () => present((await (await client).getAccessToken()).token),
    renewed: async () => defaultSource(found, transport),
    revoke: null,
  };
}

function present(token: string | null | undefined): string {
  if (token) return token;
  throw new Failure('google-refused', 'Google gave no token.', 'Sign in again.');
}
