/** This computer, its sign-in and its places, as strict stand-ins say them. */
import { Gaxios } from 'gaxios';
import { describe, expect, test } from 'vitest';
import {
  caOutcome,
  keychainOutcome,
  profileOutcome,
  spaceOutcome,
} from '../../../main/diagnostics/computer';
import {
  type GoogleChecked,
  googleChecks,
  projectOutcome,
  scopesOutcome,
  signedInOutcome,
} from '../../../main/diagnostics/google';
import {
  agentOutcome,
  localChecks,
  memoryOutcome,
  runFolderOutcome,
} from '../../../main/diagnostics/local';
import { Names } from '../../../main/diagnostics/names';
import { runChecks } from '../../../main/diagnostics/runner';
import { credentialsOutcome } from '../../../main/diagnostics/tenant';
import { Failure } from '../../../main/failure';
import { SCOPES } from '../../../main/google/scopes';
import type { CheckResult } from '../../../preload/contract';
import { makeCertificates } from '../../google/certificates';

async function results(checks: Parameters<typeof runChecks>[0]['checks'], names = new Names()) {
  const all = new Map<string, CheckResult['outcome']>();
  const { signal } = new AbortController();
  await runChecks({ checks, names, signal, told: ({ id, outcome }) => all.set(id, outcome) });
  return all;
}

describe('the profile folder', () => {
  const own = { isOwn: true, canWrite: true };
  test.each([
    [{ ...own, mode: 0o40700 }, 'passed', undefined],
    [{ ...own, mode: 0o40755 }, 'warned', "chmod 700 '/a b'"],
    [{ ...own, mode: 0o40700, canWrite: false }, 'failed', expect.stringContaining('chown -R')],
    [{ ...own, mode: 0o40700, isOwn: false }, 'failed', expect.stringContaining("'/a b'")],
  ])('%j: %s', (is, kind, command) =>
    expect(profileOutcome('/a b', is)).toMatchObject(
      command === undefined ? { kind } : { kind, command },
    ),
  );
});

test.each([
  [5 * 2 ** 30, 'passed'],
  [2 ** 29, 'warned'],
  [2 ** 20, 'failed'],
])('%d bytes free: %s', (free, kind) => expect(spaceOutcome('/p', free).kind).toBe(kind));

describe('a keychain', () => {
  const keychain = (isAvailable: boolean, backend?: string) => ({
    isEncryptionAvailable: () => isAvailable,
    encryptString: () => Buffer.alloc(0),
    decryptString: () => '',
    ...(backend === undefined ? {} : { getSelectedStorageBackend: () => backend }),
  });
  test.each([
    [keychain(true, 'gnome_libsecret'), 'passed'],
    [keychain(true), 'passed'],
    [keychain(true, 'basic_text'), 'warned'],
    [keychain(false), 'warned'],
    [null, 'warned'],
  ])('%#: %s', (one, kind) => expect(keychainOutcome(one).kind).toBe(kind));
});

test('a CA file says how long its certificates are good', () => {
  const { ca } = makeCertificates(['a.example']);
  expect(caOutcome([ca], Date.now())).toMatchObject({
    kind: 'passed',
    says: expect.stringMatching(/^1 certificate, good for \d+ days$/),
  });
  expect(caOutcome([ca], Date.now() + 100 * 365 * 24 * 3_600_000)).toMatchObject({
    kind: 'warned',
    what: '1 of 1 certificate expired',
  });
  expect(caOutcome([], 0)).toMatchObject({ kind: 'passed' });
});

describe('a sign-in', () => {
  const reason = {
    code: 'sign-in-again',
    message: 'You have to sign in with Google again: it was revoked.',
    fix: 'Press Sign in again.',
  };
  const signedIn = {
    kind: 'signed-in',
    account: 'lena@acme.example',
    source: 'own',
    kept: 'keychain',
    notice: null,
  } as const;

  test.each([
    [signedIn, true, 'passed'],
    [{ kind: 'sign-in-again', source: 'own', account: null, reason } as const, true, 'failed'],
    [{ kind: 'signed-out', canSignIn: true, reason: null } as const, true, 'failed'],
    [{ kind: 'signed-out', canSignIn: true, reason: null } as const, false, 'unchecked'],
    [{ kind: 'signed-out', canSignIn: false, reason } as const, false, 'failed'],
    [{ kind: 'signing-in' } as const, true, 'unchecked'],
  ])('%j, used: %s: %s', (status, isUsed, kind) =>
    expect(signedInOutcome(status, isUsed).kind).toBe(kind),
  );

  test('that lacks a scope', () => {
    expect(scopesOutcome(SCOPES).kind).toBe('passed');
    expect(scopesOutcome(SCOPES.slice(1))).toMatchObject({
      kind: 'failed',
      what: 'Missing: cloud-platform',
    });
  });

  test.each([
    [2, [], 'passed'],
    [0, [], 'warned'],
    [2, ['europe-west1'], 'warned'],
  ])('whose project has %d clusters, and %j do not answer: %s', (count, missing, kind) =>
    expect(projectOutcome('p', count, missing).kind).toBe(kind),
  );

  /** Google, as far as it is asked; anything else would throw. */
  const google = (more: Partial<GoogleChecked['account']>): GoogleChecked => ({
    account: {
      load: async () => signedIn,
      renew: async () => {},
      token: async () => 'ya29.secret-token-1',
      transport: async () =>
        new Gaxios({
          adapter: async () => {
            throw new Error('refused ya29.secret-token-1');
          },
        }),
      explain: (_error, what) =>
        new Failure('google-refused', `${what}: Google refused.`, 'Sign in again.'),
      ...more,
    },
    clusters: { list: async () => ({ clusters: [], missing: [] }) },
    project: () => null,
    isUsed: () => true,
    client: () => ({ id: 'x.apps.googleusercontent.com', secret: 'GOCSPX-secret' }),
    applicationDefault: () => null,
  });

  test('that is over: what depends on its token is not asked', async () => {
    const renew = () => Promise.reject(new Failure('sign-in-again', reason.message, reason.fix));
    const all = await results(googleChecks(google({ renew })));
    expect(all.get('token')).toMatchObject({
      kind: 'failed',
      what: 'It cannot be renewed',
      command: 'gcloud auth application-default login',
    });
    expect(all.get('scopes')?.kind).toBe('unchecked');
    expect(all.get('project')?.kind).toBe('unchecked');
  });

  test('never shows a token or a secret, also where Google refuses', async () => {
    const said = JSON.stringify([...(await results(googleChecks(google({}))))]);
    expect(said).toContain('The scopes were not read');
    expect(said).not.toMatch(/ya29|GOCSPX/);
  });
});

describe('a tenant', () => {
  const ok = { kind: 'ok', text: 'It is there.' } as const;
  const note = { kind: 'note', text: 'It cannot be told.', fix: 'Run: gam info domain' } as const;
  const bad = { kind: 'bad', text: 'The key is gone.', fix: 'Make a new one.' } as const;
  const warn = { kind: 'warn', text: 'It is old.' } as const;
  test.each([
    [[ok], 'passed'],
    [[ok, note], 'unchecked'],
    [[ok, warn, note], 'warned'],
    [[warn, bad], 'failed'],
  ])('with the findings %j: %s', (findings, kind) =>
    expect(credentialsOutcome(findings).kind).toBe(kind),
  );
  test('says what is worst, and what to do', () =>
    expect(credentialsOutcome([ok, bad, warn])).toEqual({
      kind: 'failed',
      what: '1 thing to mend',
      why: 'The key is gone.',
      fix: 'Make a new one.',
    }));
});

describe('this place', () => {
  const look = (python: Failure | null, gam: Failure | null) => () => ({
    python:
      python === null
        ? Promise.resolve({ path: '/usr/bin/python3', version: '3.13.1' })
        : Promise.reject(python),
    gam:
      gam === null
        ? Promise.resolve({
            command: ['/opt/gam'],
            python: null,
            version: '7.49.00',
            origin: 'user' as const,
          })
        : Promise.reject(gam),
  });
  const checks = (python: Failure | null, gam: Failure | null) =>
    localChecks({
      profile: '/nowhere',
      agent: '/nowhere',
      runtime: { look: look(python, gam) },
      platform: 'linux',
    });

  test('tells Python and GAM apart', async () => {
    const all = await results(
      checks(
        new Failure('old-python', 'x is Python 3.8; 3.10 or later is needed.', 'Install it.'),
        null,
      ),
    );
    expect(all.get('python')).toMatchObject({
      kind: 'failed',
      what: 'It is too old',
      command: 'sudo apt-get install python3',
    });
    expect(all.get('gam')).toMatchObject({ kind: 'passed', says: '7.49.00, your own, /opt/gam' });
  });

  test('without its agent', async () =>
    expect((await results(checks(null, null))).get('agent')).toMatchObject({
      kind: 'failed',
      what: 'It cannot be used',
    }));

  test('on Windows is none', async () => {
    const parts = { profile: '', agent: '', runtime: { look: look(null, null) } };
    expect([
      ...(await results(localChecks({ ...parts, platform: 'win32' }))).values(),
    ]).toMatchObject([{ kind: 'failed' }]);
  });

  test.each([
    [0x01021994, 'passed'],
    [0xef53, 'warned'],
  ])('whose /dev/shm is of type %d: %s', (type, kind) =>
    expect(memoryOutcome(type).kind).toBe(kind),
  );

  test.each([
    ['/home/lena/.config/GamGUI/run', 0o40700, 'passed'],
    ['/home/lena/.config/GamGUI/run', null, 'passed'],
    ['/home/lena/.config/GamGUI/run', 0o40755, 'failed'],
    [`/${'x'.repeat(90)}/run`, 0o40700, 'failed'],
  ])('whose sockets are in %s, %d: %s', (folder, mode, kind) =>
    expect(runFolderOutcome(folder, mode).kind).toBe(kind),
  );

  test('with copies of the agent that were changed', () => {
    expect(agentOutcome('a'.repeat(64), []).kind).toBe('passed');
    expect(agentOutcome('a'.repeat(64), ['b'])).toMatchObject({
      kind: 'warned',
      what: '1 copy was changed',
    });
  });
});
