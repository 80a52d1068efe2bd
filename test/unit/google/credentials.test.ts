import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SCOPES } from '../../../main/google/scopes';
import { CLIENT, GCLOUD } from '../../google/world';
import { type Setting, setting } from './support/setting';

const LENA = 'lena@acme.example';
const ROBOT = 'robot@acme-prod.iam.gserviceaccount.com';
const POOL = '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q';
const WORKFORCE = '//iam.googleapis.com/locations/global/workforcePools/p/providers/q';
const IMPERSONATE = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${ROBOT}:generateAccessToken`;

const user = ({ google }: Setting) => ({
  type: 'authorized_user',
  client_id: GCLOUD.id,
  client_secret: GCLOUD.secret,
  refresh_token: google.world.remember(LENA, GCLOUD.id, SCOPES),
});

function serviceAccount({ google }: Setting) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  google.world.serviceAccounts.set(
    ROBOT,
    publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  );
  const private_key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { type: 'service_account', project_id: 'acme-prod', client_email: ROBOT, private_key };
}

function federated({ google, file }: Setting, audience = POOL) {
  google.world.subjects.set('subject-token', 'ci@acme.example');
  const subject = file('subject', 'subject-token');
  return {
    type: 'external_account',
    audience,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: 'https://sts.googleapis.com/v1/token',
    credential_source: { file: subject },
  };
}

/** Each kind: its file, whose token comes of it, whom the file names, and what is asked of Google. */
const KINDS: [string, (s: Setting) => object, string, string | null, string[]][] = [
  ['authorized_user', user, LENA, null, ['POST oauth2.googleapis.com/token refresh_token']],
  [
    'service_account',
    serviceAccount,
    ROBOT,
    ROBOT,
    ['POST oauth2.googleapis.com/token jwt-bearer'],
  ],
  [
    'external_account',
    federated,
    'ci@acme.example',
    null,
    ['POST sts.googleapis.com/v1/token token-exchange'],
  ],
  [
    'external_account of a workforce pool',
    (s) => ({ ...federated(s, WORKFORCE), workforce_pool_user_project: 'acme-prod' }),
    'ci@acme.example',
    null,
    ['POST sts.googleapis.com/v1/token token-exchange'],
  ],
  [
    'external_account that impersonates',
    (s) => {
      s.google.world.impersonators.set('ci@acme.example', ROBOT);
      return { ...federated(s), service_account_impersonation_url: IMPERSONATE };
    },
    ROBOT,
    ROBOT,
    [
      'POST sts.googleapis.com/v1/token token-exchange',
      `POST iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${ROBOT}:generateAccessToken`,
    ],
  ],
  [
    'external_account_authorized_user',
    ({ google }) => ({
      type: 'external_account_authorized_user',
      audience: WORKFORCE,
      client_id: CLIENT.id,
      client_secret: CLIENT.secret,
      refresh_token: google.world.remember('worker@acme.example', CLIENT.id, SCOPES),
      token_url: 'https://sts.googleapis.com/v1/oauthtoken',
    }),
    'worker@acme.example',
    null,
    ['POST sts.googleapis.com/v1/oauthtoken'],
  ],
  [
    'impersonated_service_account',
    (s) => {
      s.google.world.impersonators.set(LENA, ROBOT);
      const source_credentials = user(s);
      const service_account_impersonation_url = IMPERSONATE;
      return {
        type: 'impersonated_service_account',
        source_credentials,
        service_account_impersonation_url,
      };
    },
    ROBOT,
    ROBOT,
    [
      'POST oauth2.googleapis.com/token refresh_token',
      `POST iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${ROBOT}:generateAccessToken`,
    ],
  ],
];

test.each(KINDS)('%s, by the proxy and the CA file', async (_, make, email, named, asked) => {
  const set = await setting();
  const env = { GOOGLE_APPLICATION_CREDENTIALS: set.file('adc.json', make(set)) };
  const one = set.account({ env, client: () => null });
  expect(await one.load()).toMatchObject({
    kind: 'signed-in',
    source: 'application-default',
    account: named,
    kept: 'file',
  });
  const [token, same] = await Promise.all([one.token(), one.token()]);
  expect(same).toBe(token);
  expect(set.google.world.grant(token)).toMatchObject({ email, scopes: SCOPES });
  expect(set.google.world.log).toEqual(asked);
});

test('gcloud’s own place is looked at, and the metadata server is not', async () => {
  const { account, profile, ...set } = await setting();
  const home = join(profile, 'home');
  const folder = join(home, '.config', 'gcloud');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'application_default_credentials.json');
  writeFileSync(path, JSON.stringify(user({ account, profile, ...set })));
  for (const env of [{ HOME: home }, { HOME: '/nonexistent', CLOUDSDK_CONFIG: folder }])
    expect(await account({ env }).load()).toMatchObject({ source: 'application-default' });
  rmSync(path);
  const none = account({ env: { HOME: home }, client: () => null });
  expect(await none.load()).toEqual({ kind: 'signed-out', canSignIn: false, reason: null });
  await expect(none.token()).rejects.toMatchObject({ code: 'signed-out' });
  await expect(none.signIn()).rejects.toMatchObject({ code: 'no-oauth-client' });
});

test.each([
  ['not JSON', '{"private_key": "GEHEIM', /cannot be read \(not JSON\)/],
  ['another kind', { type: 'gdch_service_account' }, /not of a kind/],
  ['absent', null, /cannot be read \(ENOENT\)/],
])('a file that is %s is named, and nothing of it told', async (_, content, words) => {
  const { account, file } = await setting();
  const path = content === null ? '/nonexistent/adc.json' : file('adc.json', content);
  const one = account({ env: { GOOGLE_APPLICATION_CREDENTIALS: path } });
  const status = await one.load();
  expect(status).toMatchObject({ kind: 'signed-out', reason: { code: 'application-default' } });
  expect(JSON.stringify(status)).toMatch(words);
  expect(JSON.stringify(status)).toContain(path);
  expect(JSON.stringify(status)).not.toContain('GEHEIM');
});

/** What goes wrong with each kind, and what is said of it. */
const WRONG: [string, (s: Setting) => object, string, RegExp][] = [
  [
    'a service account’s key that was replaced',
    (s) => {
      const old = serviceAccount(s);
      serviceAccount(s);
      return old;
    },
    'service-account',
    /does not accept the service account’s key \(Invalid JWT Signature\)/,
  ],
  [
    'a service account that was deleted',
    (s) => {
      const file = serviceAccount(s);
      s.google.world.serviceAccounts.clear();
      return file;
    },
    'service-account',
    /is not there/,
  ],
  [
    'a subject that is not accepted',
    (s) => {
      const file = federated(s);
      s.google.world.subjects.clear();
      return file;
    },
    'sign-in-again',
    /sign in with Google again/,
  ],
  [
    'a subject’s file that is gone',
    (s) => ({ ...federated(s), credential_source: { file: '/nonexistent/subject' } }),
    'application-default',
    /the file \/nonexistent\/subject, which the credentials name, cannot be read \(ENOENT\)/,
  ],
  [
    'an account that may not be impersonated',
    (s) => {
      const source_credentials = user(s);
      const service_account_impersonation_url = IMPERSONATE;
      return {
        type: 'impersonated_service_account',
        source_credentials,
        service_account_impersonation_url,
      };
    },
    'google-impersonation',
    /iam.serviceAccounts.getAccessToken/,
  ],
];

test.each(WRONG)('%s', async (_, make, code, words) => {
  const set = await setting();
  const env = { GOOGLE_APPLICATION_CREDENTIALS: set.file('adc.json', make(set)) };
  const one = set.account({ env });
  await expect(one.token()).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
});
