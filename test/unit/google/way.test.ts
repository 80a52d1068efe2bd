import { expect, test } from 'vitest';
import { makeNetwork } from '../../../main/network/make';
import { certificate } from '../backends/kubernetes/support/certificates';
import { memoryKeychain } from './support/keychain';
import { setting } from './support/setting';

/** Somebody has signed in, and now the way to Google is another. */
async function then(
  change: (s: Awaited<ReturnType<typeof setting>>) => {
    proxy?: string;
    caFile?: string | null;
  },
) {
  const set = await setting();
  const keychain = memoryKeychain();
  await set.account({ keychain }).signIn();
  const settings = {
    proxy: set.google.proxy,
    noProxy: '',
    caFile: set.google.caFile,
    ...change(set),
  };
  const network = makeNetwork(settings);
  return set.account({ keychain, network }).token();
}

test('a proxy that is not there is named', async () => {
  const proxy = 'http://lena:s3cret@127.0.0.1:1';
  const failure = await then(() => ({ proxy })).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'proxy-unreachable' });
  expect(String(failure)).toContain('the proxy http://127.0.0.1:1 cannot be reached');
  expect(String(failure)).not.toContain('s3cret');
});

test('a proxy that wants a password says so', async () => {
  const set = await setting({ login: 'lena:s3cret' });
  const keychain = memoryKeychain();
  await set.account({ keychain }).signIn();
  const network = makeNetwork({ proxy: set.google.proxy, noProxy: '', caFile: set.google.caFile });
  await expect(set.account({ keychain, network }).token()).rejects.toMatchObject({
    code: 'proxy-refused',
    message: expect.stringContaining('wants a name and password (407)'),
  });
});

test('an authority that is not trusted is told, with the setting that helps', async () => {
  const wrong = { code: 'certificate', fix: expect.stringContaining('CA file') };
  await expect(then(() => ({ caFile: null }))).rejects.toMatchObject(wrong);
  await expect(
    then((set) => ({ caFile: set.file('other.pem', certificate('127.0.0.1').cert) })),
  ).rejects.toMatchObject(wrong);
});
