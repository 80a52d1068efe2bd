import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Failure } from '../../../main/failure';
import { makeNetwork, refusingNetwork } from '../../../main/network/make';
import { checkCertificates, networkSettings } from '../../../main/network/settings';
import { visit } from '../../google/browser';
import { startGoogle } from '../../google/stand-in';

const NONE = { proxy: null, noProxy: '', caFile: null };
const URL = 'https://container.googleapis.com/nothing';

function file(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-network-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'ca.pem');
  writeFileSync(path, content);
  return path;
}

async function google(login?: string) {
  const one = await startGoogle(login === undefined ? {} : { login });
  onTestFinished(() => one.close());
  const proxy = one.proxy.replace('//', `//${login === undefined ? '' : `${login}@`}`);
  return { ...one, withLogin: proxy };
}

test('goes by the proxy, with its password, and trusts the CA file', async () => {
  const { withLogin, caFile, proxy } = await google('lena:s3cret');
  const network = makeNetwork({ proxy: withLogin, noProxy: '', caFile });
  expect((await visit(URL, network)).status).toBe(404);
  expect(network.proxy).toBe(proxy);
  expect(JSON.stringify(network)).not.toContain('s3cret');
});

test('without the password the proxy refuses', async () => {
  const { proxy, caFile } = await google('lena:s3cret');
  const network = makeNetwork({ proxy, noProxy: '', caFile });
  await expect(visit(URL, network)).rejects.toThrow('Bad response: 407');
});

test('without the CA file nothing is trusted, and with it the public roots still are', async () => {
  const { proxy, caFile } = await google();
  const without = makeNetwork({ ...NONE, proxy });
  await expect(visit(URL, without)).rejects.toMatchObject({
    code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  });
  const { ca } = makeNetwork({ ...NONE, caFile }).agent('example.com').options;
  expect([ca].flat().length).toBeGreaterThan(100);
});

test('authorities that are given replace the public ones, and the user’s own stay', async () => {
  const { proxy, caFile } = await google();
  const network = makeNetwork({ proxy, noProxy: '', caFile });
  expect([network.agent('a.example', { ca: 'given' }).options.ca].flat()).toEqual([
    'given',
    ...network.ca,
  ]);
});

test('a host that NO_PROXY names is not asked for at the proxy', async () => {
  const { proxy, caFile } = await google();
  // A name that exists nowhere: it is looked for here, not at the proxy.
  const network = makeNetwork({ proxy, noProxy: '.invalid', caFile });
  await expect(visit('https://a.invalid/', network)).rejects.toMatchObject({
    syscall: 'getaddrinfo',
  });
});

test.each([
  ['socks5://proxy.example:1080', /not to socks5/],
  ['http://', /its address is not one/],
  ['http://lena:s3cret%zz@proxy.example', /a % in its name or password/],
])('the proxy %s cannot be used', (proxy, words) => {
  const failure = thrown(() => makeNetwork({ ...NONE, proxy }));
  expect(failure).toMatchObject({ code: 'proxy-address', message: expect.stringMatching(words) });
  expect(String(failure)).not.toContain('s3cret');
});

test('a proxy may be written without its scheme', () => {
  expect(makeNetwork({ ...NONE, proxy: 'proxy.example:3128' }).proxy).toBe(
    'http://proxy.example:3128',
  );
});

test.each([
  ['empty', '', /there is no certificate in it/],
  ['no PEM', 'MIIB', /there is no certificate in it/],
  [
    'damaged',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    /certificate 1 in it is damaged/,
  ],
])('a CA file that is %s is named', (_, content, words) => {
  const caFile = file(content);
  const failure = thrown(() => makeNetwork({ ...NONE, caFile }));
  expect(failure).toMatchObject({ code: 'ca-file', message: expect.stringMatching(words) });
  expect(String(failure)).toContain(caFile);
});

test('a CA file that is not there is named', () => {
  const failure = thrown(() => makeNetwork({ ...NONE, caFile: '/nonexistent/ca.pem' }));
  expect(failure).toMatchObject({ code: 'ca-file', message: expect.stringContaining('ENOENT') });
});

test('where the settings cannot be used, whoever needs the network is told why', () => {
  const failure = new Failure('ca-file', 'It cannot be used.');
  const network = refusingNetwork(failure);
  expect(network).toMatchObject({ proxy: null, ca: [] });
  expect(thrown(() => network.agent('example.com'))).toBe(failure);
});

test('settings come from the environment, and certificates are always checked', () => {
  const env = {
    HTTPS_PROXY: 'http://a:1',
    https_proxy: 'http://b:2',
    NO_PROXY: 'x',
    GAMGUI_CA_FILE: 'ca.pem',
  };
  expect(networkSettings(env, '/home/ana')).toEqual({
    proxy: 'http://b:2',
    noProxy: 'x',
    caFile: '/home/ana/ca.pem',
  });
  expect(networkSettings({ HTTP_PROXY: 'http://a:1', GAMGUI_CA_FILE: '' })).toEqual(NONE);
  const unsafe: NodeJS.ProcessEnv = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  checkCertificates(unsafe);
  expect(unsafe).toEqual({});
});

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
