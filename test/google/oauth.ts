/** oauth2.googleapis.com: codes, refresh tokens and assertions become access tokens; sign-ins are ended. */
import { createHash } from 'node:crypto';
import { checkAssertion } from './assertion';
import { type Answer, form, mustHave, oauthError, type Service } from './http';
import { LIFETIME, type World } from './world';

type Fields = ReadonlyMap<string, string>;

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export function oauth(world: World): Service {
  return (ask) => {
    if (ask.method !== 'POST') return null;
    if (ask.path === '/revoke') return revoke(world, form(ask));
    if (ask.path === '/tokeninfo' && ask.query.size === 0) return tokenInfo(world, form(ask));
    if (ask.path !== '/token' || ask.query.size > 0) return null;
    const fields = form(ask);
    const kind = fields.get('grant_type') ?? '';
    if (kind === 'authorization_code') return byCode(world, fields);
    if (kind === 'refresh_token') return byRefresh(world, fields);
    if (kind === JWT_BEARER) return byAssertion(world, fields);
    return oauthError(400, 'unsupported_grant_type', `Invalid grant_type: ${kind}`);
  };
}

function byCode(world: World, fields: Fields): Answer {
  mustHave(
    fields,
    ['grant_type', 'code', 'client_id', 'redirect_uri'],
    ['client_secret', 'code_verifier'],
  );
  const wrong = clientError(world, fields);
  if (wrong !== null) return wrong;
  const code = world.spendCode(fields.get('code') ?? '');
  if (code === null || code.client !== fields.get('client_id'))
    return oauthError(400, 'invalid_grant', 'Malformed auth code.');
  if (code.redirect !== fields.get('redirect_uri'))
    return oauthError(400, 'redirect_uri_mismatch', 'Bad Request');
  const verifier = fields.get('code_verifier');
  if (verifier === undefined) return oauthError(400, 'invalid_grant', 'Missing code verifier.');
  if (createHash('sha256').update(verifier).digest('base64url') !== code.challenge)
    return oauthError(400, 'invalid_grant', 'Invalid code verifier.');
  const refresh = world.remember(code.email, code.client, code.scopes);
  const body = tokens(world, code.email, code.scopes);
  return { status: 200, body: { ...body, refresh_token: refresh, id_token: idToken(code) } };
}

function byRefresh(world: World, fields: Fields): Answer {
  mustHave(fields, ['grant_type', 'refresh_token', 'client_id'], ['client_secret']);
  const wrong = clientError(world, fields);
  if (wrong !== null) return wrong;
  const kept = world.refresh(fields.get('refresh_token') ?? '');
  if (kept === null) return oauthError(400, 'invalid_grant', 'Token has been expired or revoked.');
  if (kept.client !== fields.get('client_id'))
    return oauthError(401, 'unauthorized_client', 'Unauthorized');
  if (world.reauth.has(kept.email)) {
    const text = 'reauth related error (invalid_rapt)';
    const more = {
      error_uri: 'https://support.google.com/a/answer/9368756',
      error_subtype: 'invalid_rapt',
    };
    return oauthError(400, 'invalid_grant', text, more);
  }
  return { status: 200, body: tokens(world, kept.email, kept.scopes) };
}

function byAssertion(world: World, fields: Fields): Answer {
  mustHave(fields, ['grant_type', 'assertion']);
  const checked = checkAssertion(fields.get('assertion') ?? '', world);
  if (typeof checked === 'string') return oauthError(400, 'invalid_grant', checked);
  const { scope: _, ...body } = tokens(world, checked.email, checked.scopes);
  return { status: 200, body };
}

function revoke(world: World, fields: Fields): Answer {
  mustHave(fields, ['token']);
  if (world.revokeToken(fields.get('token') ?? '')) return { status: 200, body: {} };
  return oauthError(400, 'invalid_token', 'Token expired or revoked');
}

/** What a token may do. */
function tokenInfo(world: World, fields: Fields): Answer {
  mustHave(fields, ['access_token']);
  const grant = world.grant(fields.get('access_token') ?? '');
  if (grant === null) return oauthError(400, 'invalid_token', 'Invalid Value');
  const seconds = String(Math.floor((grant.expiresAt - Date.now()) / 1000));
  const body = { email: grant.email, scope: grant.scopes.join(' '), expires_in: seconds };
  return { status: 200, body };
}

/** Who asks is checked before what is asked. */
function clientError({ clients }: World, fields: Fields): Answer | null {
  const client = clients.find(({ id }) => id === fields.get('client_id'));
  if (client === undefined)
    return oauthError(401, 'invalid_client', 'The OAuth client was not found.');
  const secret = fields.get('client_secret');
  if (secret === undefined) return oauthError(400, 'invalid_request', 'client_secret is missing.');
  if (secret === client.secret) return null;
  return oauthError(401, 'invalid_client', 'The provided client secret is invalid.');
}

function tokens(world: World, email: string, scopes: readonly string[]) {
  const access_token = world.issue(email, scopes);
  return { access_token, expires_in: LIFETIME, scope: scopes.join(' '), token_type: 'Bearer' };
}

/** Nothing reads its signature: it comes straight from Google. */
function idToken({ email, client }: { email: string; client: string }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: 'https://accounts.google.com', aud: client, sub: '1', email };
  return [part({ alg: 'RS256', kid: 'k', typ: 'JWT' }), part(claims), 'signature'].join('.');
}
