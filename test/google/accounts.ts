/** accounts.google.com: the page on which people sign in and agree. Here somebody has done so already. */
import { type Answer, type Ask, type Service, Unexpected } from './http';
import type { World } from './world';

const NEEDED = ['client_id', 'redirect_uri', 'response_type', 'scope', 'state'];
const PKCE = ['code_challenge', 'code_challenge_method', 'access_type', 'prompt'];
const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d+\/$/;

/** Google's own page for a request that is wrong: it never goes back to where the request says. */
const wrong = (error: string): Answer => ({
  status: 400,
  html: `<!DOCTYPE html><title>Sign in</title><p>Error 400: ${error}</p>`,
});

export function accounts(world: World): Service {
  return (ask) => {
    if (ask.method !== 'GET' || ask.path !== '/o/oauth2/v2/auth') return null;
    const query = read(ask);
    const client = world.clients.find(({ id }) => id === query.get('client_id'));
    if (client === undefined) return wrong('invalid_client');
    const redirect = query.get('redirect_uri') ?? '';
    if (!LOOPBACK.test(redirect)) return wrong('redirect_uri_mismatch');
    const back = new URL(redirect);
    back.searchParams.set('state', query.get('state') ?? '');
    for (const [name, value] of result(world, query)) back.searchParams.set(name, value);
    return { status: 302, location: back.href };
  };
}

function read(ask: Ask): ReadonlyMap<string, string> {
  const query = new Map(ask.query);
  if (query.size !== ask.query.size) throw new Unexpected('a parameter is there twice');
  for (const name of [...NEEDED, ...PKCE])
    if (!query.get(name)) throw new Unexpected(`${name} is missing`);
  for (const name of query.keys())
    if (![...NEEDED, ...PKCE].includes(name)) throw new Unexpected(`${name} is there`);
  if (query.get('response_type') !== 'code') throw new Unexpected('response_type is not code');
  if (query.get('code_challenge_method') !== 'S256') throw new Unexpected('PKCE is not by S256');
  if (query.get('code_challenge')?.length !== 43)
    throw new Unexpected('the challenge is no SHA-256');
  if ((query.get('state')?.length ?? 0) < 22) throw new Unexpected('the state can be guessed');
  return query;
}

/** What the browser carries back. */
function result(world: World, query: ReadonlyMap<string, string>): [string, string][] {
  const { consent } = world;
  if (consent.kind === 'refuse') return [['error', consent.error]];
  const asked = (query.get('scope') ?? '').split(' ');
  const scopes = asked.filter((scope) => scope !== consent.without);
  const text = world.code({
    email: consent.email,
    client: query.get('client_id') ?? '',
    redirect: query.get('redirect_uri') ?? '',
    challenge: query.get('code_challenge') ?? '',
    scopes,
  });
  return [
    ['code', text],
    ['scope', scopes.join(' ')],
  ];
}
