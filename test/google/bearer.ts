/** Whose token a request of an API carries. */
import { type Answer, type Ask, apiError } from './http';
import type { Grant, World } from './world';

const CLOUD_PLATFORM = 'https://www.googleapis.com/auth/cloud-platform';
const UNKNOWN =
  'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';

/** The account, or Google's refusal. */
export function bearer(world: World, ask: Ask): Grant | Answer {
  const [kind, token = ''] = (ask.headers.authorization ?? '').split(' ');
  const grant = kind === 'Bearer' ? world.grant(token) : null;
  if (grant === null) return apiError(401, 'UNAUTHENTICATED', UNKNOWN);
  if (grant.scopes.includes(CLOUD_PLATFORM)) return grant;
  const message = 'Request had insufficient authentication scopes.';
  const reason = { reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', domain: 'googleapis.com' };
  return apiError(403, 'PERMISSION_DENIED', message, [
    { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', ...reason },
  ]);
}
