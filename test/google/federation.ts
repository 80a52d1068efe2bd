/** sts.googleapis.com and iamcredentials.googleapis.com: other identities, and one account in the name of another. */
import { z } from 'zod';
import { bearer } from './bearer';
import {
  type Answer,
  type Ask,
  apiError,
  form,
  mustHave,
  oauthError,
  type Service,
  Unexpected,
} from './http';
import { LIFETIME, type World } from './world';

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
const Impersonate = z.strictObject({
  scope: z.array(z.string()).min(1),
  lifetime: z.literal('3600s'),
  delegates: z.array(z.string()).optional(),
});

export function sts(world: World): Service {
  return (ask) => {
    if (ask.method !== 'POST') return null;
    if (ask.path === '/v1/token') return exchange(world, ask);
    return ask.path === '/v1/oauthtoken' ? workforceRefresh(world, ask) : null;
  };
}

function exchange(world: World, ask: Ask): Answer {
  const fields = form(ask);
  mustHave(
    fields,
    [
      'grant_type',
      'audience',
      'scope',
      'requested_token_type',
      'subject_token',
      'subject_token_type',
    ],
    ['options'],
  );
  if (fields.get('grant_type') !== EXCHANGE || fields.get('requested_token_type') !== ACCESS_TOKEN)
    throw new Unexpected('not a token exchange');
  if (!fields.get('audience')?.startsWith('//iam.googleapis.com/'))
    return oauthError(400, 'invalid_request', 'Invalid value for "audience".');
  const email = world.subjects.get(fields.get('subject_token') ?? '');
  if (email === undefined)
    return oauthError(
      400,
      'invalid_grant',
      'The given credential is rejected by the attribute condition.',
    );
  const scopes = (fields.get('scope') ?? '').split(' ');
  const access_token = world.issue(email, scopes);
  const kinds = { issued_token_type: ACCESS_TOKEN, token_type: 'Bearer' };
  return { status: 200, body: { access_token, ...kinds, expires_in: LIFETIME } };
}

/** What `gcloud auth login --login-config` leaves: a refresh token of a workforce pool. */
function workforceRefresh(world: World, ask: Ask): Answer {
  const fields = form(ask);
  mustHave(fields, ['grant_type', 'refresh_token']);
  const [kind, value = ''] = (ask.headers.authorization ?? '').split(' ');
  const [id, secret] = Buffer.from(value, 'base64').toString('utf8').split(':');
  const client = world.clients.find((one) => one.id === id && one.secret === secret);
  if (kind !== 'Basic' || client === undefined)
    return oauthError(401, 'invalid_client', 'The OAuth client was not found.');
  const kept = world.refresh(fields.get('refresh_token') ?? '');
  if (kept === null) return oauthError(400, 'invalid_grant', 'Token has been expired or revoked.');
  const access_token = world.issue(kept.email, kept.scopes);
  return { status: 200, body: { access_token, token_type: 'Bearer', expires_in: LIFETIME } };
}

const ACCOUNT = /^\/v1\/projects\/-\/serviceAccounts\/([^/:]+):generateAccessToken$/;

export function iamCredentials(world: World): Service {
  return (ask) => {
    const email = ACCOUNT.exec(ask.path)?.[1];
    if (ask.method !== 'POST' || email === undefined) return null;
    const who = bearer(world, ask);
    if ('status' in who) return who;
    if (world.impersonators.get(who.email) !== email) return forbidden();
    const { scope } = Impersonate.parse(JSON.parse(ask.body));
    const accessToken = world.issue(email, scope, 3600);
    const expireTime = new Date(Date.now() + 3_600_000).toISOString();
    return { status: 200, body: { accessToken, expireTime } };
  };
}

function forbidden(): Answer {
  const message =
    "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).";
  const domain = {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    domain: 'iam.googleapis.com',
  };
  const metadata = { permission: 'iam.serviceAccounts.getAccessToken' };
  return apiError(403, 'PERMISSION_DENIED', message, [
    { ...domain, reason: 'IAM_PERMISSION_DENIED', metadata },
  ]);
}
