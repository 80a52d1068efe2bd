import { expect, test } from 'vitest';
import { SCOPES } from '../../../main/google/scopes';
import { GCLOUD } from '../../google/world';
import { memoryKeychain } from './support/keychain';
import { setting } from './support/setting';

const LENA = 'lena@acme.example';
const REFRESH = 'POST oauth2.googleapis.com/token refresh_token';

test('many ask at once, Google is asked once', async () => {
  const { account, google } = await setting();
  const keychain = memoryKeychain();
  await account({ keychain }).signIn();
  google.world.log.length = 0;
  const one = account({ keychain });
  const tokens = await Promise.all(Array.from({ length: 20 }, () => one.token()));
  expect(new Set(tokens).size).toBe(1);
  expect(await one.token()).toBe(tokens[0]);
  expect(google.world.log).toEqual([REFRESH]);
});

test('a sign-in that was revoked is told once, and Google is not asked again', async () => {
  const { account, google } = await setting();
  const keychain = memoryKeychain();
  await account({ keychain }).signIn();
  google.world.revoke(LENA);
  google.world.log.length = 0;
  const one = account({ keychain });
  await expect(one.token()).rejects.toMatchObject({
    code: 'sign-in-again',
    message: 'You have to sign in with Google again: it was revoked or has expired.',
  });
  expect(one.status()).toMatchObject({ kind: 'sign-in-again', source: 'own', account: LENA });
  await expect(one.token()).rejects.toMatchObject({ code: 'sign-in-again' });
  expect(google.world.log).toEqual([REFRESH]);
  await one.signIn();
  expect(one.status()).toMatchObject({ kind: 'signed-in' });
  expect(google.world.grant(await one.token())?.email).toBe(LENA);
});

test('invalid_rapt is said as what it is', async () => {
  const { account, google } = await setting();
  const keychain = memoryKeychain();
  await account({ keychain }).signIn();
  google.world.reauth.add(LENA);
  const one = account({ keychain });
  const failure = await one.token().catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'sign-in-again' });
  expect(String(failure)).toContain('your organisation ends sign-ins after a time');
  expect(String(failure)).not.toContain('invalid_rapt');
});

test('gcloud’s credentials are tried again each time, as gcloud may have renewed them', async () => {
  const { account, google, file } = await setting();
  const write = () => {
    const refresh_token = google.world.remember(LENA, GCLOUD.id, SCOPES);
    const { id: client_id, secret: client_secret } = GCLOUD;
    return file('adc.json', { type: 'authorized_user', refresh_token, client_id, client_secret });
  };
  const one = account({ env: { GOOGLE_APPLICATION_CREDENTIALS: write() } });
  google.world.revoke(LENA);
  const kinds: string[] = [];
  await one.load();
  one.onChange(({ kind }) => kinds.push(kind));
  for (const _ of [1, 2])
    await expect(one.token()).rejects.toMatchObject({
      code: 'sign-in-again',
      fix: expect.stringContaining('gcloud auth application-default login'),
    });
  write();
  expect(google.world.grant(await one.token())?.email).toBe(LENA);
  expect(kinds).toEqual(['sign-in-again', 'signed-in']);
});

test('a token that was refused is renewed, and so it is known whether the sign-in still is good', async () => {
  const { account, google } = await setting();
  const one = account();
  await one.signIn();
  const first = await one.token();
  await one.renew();
  expect(await one.token()).not.toBe(first);
  google.world.revoke(LENA);
  expect(one.status()).toMatchObject({ kind: 'signed-in' });
  await expect(one.renew()).rejects.toMatchObject({ code: 'sign-in-again' });
  expect(one.status()).toMatchObject({ kind: 'sign-in-again' });
});

test('nothing of a secret is in what is thrown, whatever goes wrong', async () => {
  const { account, google } = await setting();
  const keychain = memoryKeychain();
  await account({ keychain }).signIn();
  const faults = [
    { kind: 'answer', status: 400, body: { error: 'invalid_grant', error_description: 'x' } },
    { kind: 'answer', status: 403, body: 'no' },
    { kind: 'answer', status: 503, body: {} },
    { kind: 'reset' },
  ] as const;
  for (const fault of faults) {
    google.world.fail('oauth2.googleapis.com', fault, 5);
    const failure = await account({ keychain })
      .token()
      .catch((error: unknown) => error);
    expect(failure).toHaveProperty('fix');
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toMatch(
      /1\/\/0|ya29|GOCSPX|refresh_token/,
    );
    while (google.world.nextFault('oauth2.googleapis.com') !== null);
  }
});
