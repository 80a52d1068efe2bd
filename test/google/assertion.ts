/** What a service account signs to get a token. https://developers.google.com/identity/protocols/oauth2/service-account#authorizingrequests */
import { verify } from 'node:crypto';
import { z } from 'zod';
import type { World } from './world';

const Header = z.strictObject({
  alg: z.literal('RS256'),
  typ: z.string().optional(),
  kid: z.string().optional(),
});
const Claims = z.strictObject({
  iss: z.string(),
  scope: z.string(),
  aud: z.literal('https://oauth2.googleapis.com/token'),
  iat: z.number(),
  exp: z.number(),
  sub: z.string().optional(),
});

/** How far the clocks of two computers may be apart, s. */
const SLACK = 300;
const TIME =
  'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.';

function part<T>(schema: z.ZodType<T>, text: string | undefined): T | null {
  try {
    return schema.parse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

/** Who signed it and for what, or Google's words for what is wrong. */
export function checkAssertion(
  assertion: string,
  { serviceAccounts }: World,
): { email: string; scopes: string[] } | string {
  const parts = assertion.split('.');
  const header = part(Header, parts[0]);
  const claims = part(Claims, parts[1]);
  if (parts.length !== 3 || header === null || claims === null)
    return 'Invalid JWT: Failed to parse.';
  const key = serviceAccounts.get(claims.iss);
  if (key === undefined) return 'Invalid grant: account not found';
  const signed = Buffer.from(`${parts[0]}.${parts[1]}`);
  if (!verify('sha256', signed, key, Buffer.from(parts[2] ?? '', 'base64url')))
    return 'Invalid JWT Signature.';
  const now = Date.now() / 1000;
  const isTimely = claims.iat <= now + SLACK && claims.exp > now && claims.exp - claims.iat <= 3600;
  return isTimely ? { email: claims.iss, scopes: claims.scope.split(' ') } : TIME;
}
