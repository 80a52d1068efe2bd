import { expect, test } from 'vitest';
import { locationOf, visit } from '../../google/browser';
import { CLIENT } from '../../google/world';
import { memoryKeychain } from './support/keychain';
import { allBytes, setting } from './support/setting';

const LENA = 'lena@acme.example';

test('signs in by the browser, keeps the sign-in in the keychain, and finds it at the next start', async () => {
  const { account, google, pages, profile } = await setting();
  const keychain = memoryKeychain();
  const first = account({ keychain });
  const seen: string[] = [];
  first.onChange(({ kind }) => seen.push(kind));
  await first.signIn();
  const signedIn = {
    kind: 'signed-in',
    account: LENA,
    source: 'own',
    kept: 'keychain',
    notice: null,
  };
  expect(first.status()).toEqual(signedIn);
  expect(seen).toEqual(['signing-in', 'signed-in']);
  const page = await pages[0];
  expect(page?.html).toContain('You are signed in');
  expect(page?.headers).toMatchObject({ 'referrer-policy': 'no-referrer' });
  expect(google.world.grant(await first.token())?.email).toBe(LENA);

  const second = account({ keychain });
  expect(await second.load()).toEqual(signedIn);
  expect(google.world.grant(await second.token())?.email).toBe(LENA);
  expect(google.world.log.slice(-1)).toEqual(['POST oauth2.googleapis.com/token refresh_token']);
  expect(allBytes(profile)).not.toMatch(/1\/\/0|ya29|GOCSPX/);
});

test('without a keychain the sign-in is in memory alone, and the user is told', async () => {
  for (const keychain of [
    null,
    memoryKeychain('basic_text'),
    memoryKeychain('gnome_libsecret', false),
  ]) {
    const { account, profile } = await setting();
    const first = account({ keychain });
    await first.signIn();
    expect(first.status()).toMatchObject({ kind: 'signed-in', kept: 'memory' });
    expect(first.status()).toMatchObject({ notice: expect.stringContaining('no keychain') });
    expect(allBytes(profile)).toBe('');
    expect(await account({ keychain }).load()).toMatchObject({ kind: 'signed-out', reason: null });
  }
});

test('a keychain that was made anew is told, and signing in again mends it', async () => {
  const { account } = await setting();
  await account({ keychain: memoryKeychain() }).signIn();
  const keychain = memoryKeychain();
  const second = account({ keychain });
  expect(await second.load()).toMatchObject({
    kind: 'signed-out',
    reason: { message: expect.stringContaining('keychain cannot open it') },
  });
  await expect(second.token()).rejects.toMatchObject({ code: 'signed-out' });
  await second.signIn();
  expect(await account({ keychain }).load()).toMatchObject({ kind: 'signed-in', account: LENA });
});

test('a sign-in of another OAuth client is not used', async () => {
  const { account } = await setting();
  const keychain = memoryKeychain();
  await account({ keychain }).signIn();
  const other = account({ keychain, client: () => ({ id: 'other', secret: 'other' }) });
  expect(await other.load()).toMatchObject({
    kind: 'signed-out',
    reason: { message: expect.stringContaining('another OAuth client') },
  });
});

test.each([
  ['access_denied', 'it was not allowed in the browser'],
  ['admin_policy_enforced', 'your organisation does not allow it'],
  ['server_error', 'Google answered “server_error”'],
])('%s in the browser is told in both places', async (error, words) => {
  const { account, google, pages } = await setting();
  google.world.consent = { kind: 'refuse', error };
  const one = account();
  await expect(one.signIn()).rejects.toMatchObject({
    code: 'sign-in-refused',
    message: expect.stringContaining(words),
  });
  const page = await pages[0];
  expect(page?.html).toContain('You are not signed in');
  expect(page?.html).toContain(words);
  expect(one.status()).toMatchObject({ kind: 'signed-out' });
});

test('without the right to see clusters nobody is signed in', async () => {
  const { account, google } = await setting();
  const without = 'https://www.googleapis.com/auth/cloud-platform';
  google.world.consent = { kind: 'allow', email: LENA, without };
  await expect(account().signIn()).rejects.toMatchObject({ code: 'sign-in-scope' });
});

test('a wrong client secret is told as such, without the secret', async () => {
  const { account } = await setting();
  const client = () => ({ id: CLIENT.id, secret: 'GOCSPX-wrong' });
  const failure = await account({ client })
    .signIn()
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'oauth-client' });
  expect(String(failure)).not.toContain('GOCSPX');
});

test('what does not belong to the sign-in is refused and changes nothing', async () => {
  const { account, network } = await setting();
  const answers: number[] = [];
  const meddle = async (url: string) => {
    const back = new URL(locationOf(await visit(url, network)) ?? '');
    const say = async (change: (url: URL) => void, more: object = {}) => {
      const to = new URL(back);
      change(to);
      answers.push((await visit(to.href, null, more)).status);
    };
    await say((to) => to.searchParams.set('state', 'x'.repeat(43)));
    await say((to) => to.searchParams.delete('state'));
    await say((to) => to.searchParams.append('code', 'x'));
    await say((to) => {
      to.pathname = '/favicon.ico';
    });
    await say(() => {}, { headers: { host: `localhost:${back.port}` } });
    await say(() => {}, { method: 'POST' });
    // Two at once: the first is the answer.
    await Promise.all([say(() => {}), say(() => {})]);
  };
  const done: Promise<void>[] = [];
  const one = account({ openBrowser: async (url) => void done.push(meddle(url)) });
  await one.signIn();
  await Promise.all(done);
  expect(answers.slice(0, 6)).toEqual([400, 400, 400, 404, 400, 400]);
  expect(answers.slice(6).sort()).toEqual([200, 410]);
});

test('cancelling, a second sign-in, and time end the wait', async () => {
  const { account, network } = await setting();
  const opened: (() => void)[] = [];
  const waits = account({
    openBrowser: async () => opened.shift()?.(),
  });
  const open = () => new Promise<void>((resolve) => opened.push(resolve));
  let isOpen = open();
  const first = waits.signIn();
  const firstEnd = expect(first).rejects.toMatchObject({ code: 'sign-in-cancelled' });
  await isOpen;
  isOpen = open();
  const second = waits.signIn();
  await firstEnd;
  await isOpen;
  expect(waits.status()).toEqual({ kind: 'signing-in' });
  waits.cancel();
  await expect(second).rejects.toMatchObject({ code: 'sign-in-cancelled' });
  expect(waits.status()).toMatchObject({ kind: 'signed-out' });

  const urls: string[] = [];
  const late = account({ limitMs: 50, openBrowser: async (url) => void urls.push(url) });
  await expect(late.signIn()).rejects.toMatchObject({ code: 'sign-in-timeout' });
  // The address is gone: an answer that comes now finds nobody.
  const back = locationOf(await visit(urls[0] ?? '', network)) ?? '';
  await expect(visit(back, null)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a browser that cannot be opened is told', async () => {
  const { account } = await setting();
  const openBrowser = () => Promise.reject(new Error('no xdg-open'));
  await expect(account({ openBrowser }).signIn()).rejects.toMatchObject({ code: 'no-browser' });
});

test('signing out ends the sign-in here and at Google', async () => {
  const { account, google, profile } = await setting();
  const one = account({ keychain: memoryKeychain() });
  await one.signIn();
  const token = await one.token();
  expect(await one.signOut()).toBeNull();
  expect(google.world.grant(token)).toBeNull();
  expect(allBytes(profile)).toBe('');
  expect(one.status()).toMatchObject({ kind: 'signed-out' });
  await expect(one.token()).rejects.toMatchObject({ code: 'signed-out' });
});

test('signing out where Google cannot be told says what is left to do', async () => {
  const { account, google } = await setting();
  const one = account();
  await one.signIn();
  google.world.fail('oauth2.googleapis.com', { kind: 'answer', status: 503, body: {} }, 10);
  expect(await one.signOut()).toContain('Google was not told that you signed out');
  expect(one.status()).toMatchObject({ kind: 'signed-out' });
});
