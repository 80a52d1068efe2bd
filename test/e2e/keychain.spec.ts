/** The app's own sign-in, by a real browser's part, kept in a real keychain or in memory alone. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Google, startGoogle } from '../google/stand-in';
import { test as base, expect } from './lib/app';
import { type Keyring, startKeyring, whyNoKeyring } from './lib/keyring';
import { signingIn } from './lib/signing-in';

/** What a test gets beside an app: Google, a browser that goes there, and what the app is started with for both. */
interface Fixtures {
  readonly google: Google;
  readonly env: Readonly<Record<string, string>>;
  /** A real keychain, which outlives the app: losing its bus would end that. */
  readonly keyring: Keyring;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  google: async ({}, use) => {
    const google = await startGoogle();
    await use(google);
    await google.close();
    expect(google.world.unexpected).toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  keyring: async ({}, use) => {
    const why = whyNoKeyring();
    test.skip(why !== null, why ?? '');
    const keyring = await startKeyring();
    await use(keyring);
    await keyring.stop();
  },
  env: async ({ google }, use) => {
    const signing = await signingIn(google);
    await use(signing.env);
    await signing.remove();
  },
});

/** Every byte in a folder, as text. */
async function allBytes(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

const SECRETS = /1\/\/0[\w-]{20}|ya29\.|GOCSPX-/;

test('in a keychain the sign-in outlives the app, and is nowhere on the disk in the clear', async ({
  keyring,
  profile,
  start,
  env: signing,
}) => {
  const env = { ...signing, ...keyring.env };
  const { home, kill } = await start(env);
  await home.getByRole('button', { name: 'Settings' }).click();
  await home.getByRole('button', { name: 'Sign in with Google' }).click();
  const account = home.locator('.account');
  await expect(account).toContainText('Signed in as lena@acme.example');
  await expect(account).toContainText('Kept in this computer’s keychain.');
  await kill();
  expect(JSON.parse(await readFile(join(profile, 'google.json'), 'utf8'))).toMatchObject({
    account: 'lena@acme.example',
  });
  expect(await allBytes(profile)).not.toMatch(SECRETS);

  const again = await start(env);
  await again.home.getByRole('button', { name: 'Settings' }).click();
  await expect(again.home.locator('.account')).toContainText('Signed in as lena@acme.example');
  await again.home.getByRole('button', { name: 'Sign out' }).click();
  await expect(again.home.locator('.account')).toContainText('Not signed in');
  expect(await readdir(profile)).not.toContain('google.json');
});

test('without a keychain the sign-in is in memory alone, which is said', async ({
  profile,
  start,
  env,
}) => {
  const nowhere = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', XDG_CURRENT_DESKTOP: '' };
  const { home } = await start({ ...env, ...nowhere });
  await home.getByRole('button', { name: 'Settings' }).click();
  await home.getByRole('button', { name: 'Sign in with Google' }).click();
  const account = home.locator('.account');
  await expect(account).toContainText('Signed in as lena@acme.example');
  await expect(account).toContainText('no keychain that GamGUI can use');
  expect(await allBytes(profile)).not.toMatch(SECRETS);
  expect(await readdir(profile)).not.toContain('google.json');
});
