/** Every way in which a call can go wrong has its own code, the server's words, and a way out. */
import { createServer } from 'node:http';
import { createServer as createTcp } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { HttpsProxyAgent } from 'hpagent';
import { afterEach, describe, expect, test } from 'vitest';
import type { ClusterAccess } from '../../../../main/backends/kubernetes/access';
import { ClusterClient } from '../../../../main/backends/kubernetes/rest/client';
import { connectionOf } from '../../../../main/backends/kubernetes/rest/connection';
import { type DoingIn, toFailure } from '../../../../main/backends/kubernetes/rest/to-failure';
import { ConnectError, TimeOut } from '../../../../main/backends/kubernetes/rest/trouble';
import { Failure } from '../../../../main/failure';
import type { Network } from '../../../../main/network/network';
import { CREATE, LIST, REFUSALS, says } from './refusals';
import { ApiServer, direct, json } from './support/api-server';
import { certificate } from './support/certificates';

/** A cluster that nobody answers for. */
function nowhere(): ClusterAccess {
  const kubeConfig = new KubeConfig();
  const cluster = { name: 'c', server: 'https://c.example', skipTLSVerify: false };
  kubeConfig.loadFromClusterAndUser(cluster, { name: 'u' });
  return { title: 't', detail: 'd', namespace: 'gamgui', kubeConfig };
}

function failureOf(error: unknown, doing: DoingIn, network: Network = direct): Failure {
  return toFailure(error, doing, connectionOf(nowhere(), network));
}

test.each(REFUSALS)('a refusal: %s', (_, refusal, doing, code, ...words) => {
  const { code: is, message, fix = '' } = failureOf(refusal, doing);
  expect(is).toBe(code);
  for (const word of words) expect(`${message} ${fix}`).toContain(word);
  expect(message).toMatch(/^The .* (?:was|were) not \w+: .*\.$/s);
  if (refusal.status !== 302) expect(fix).not.toBe('');
});

test('codes are not shared by chance', () => {
  const codes = new Set(REFUSALS.map(([, , , code]) => code));
  expect(codes.size).toBeGreaterThan(24);
});

/** Node's codes, with the codes they become. */
const NETWORK: [string, string, string][] = [
  ['ENOTFOUND', 'dns', 'c.example'],
  ['EAI_AGAIN', 'dns', 'VPN'],
  ['ECONNREFUSED', 'refused', 'nothing answers at c.example'],
  ['EHOSTUNREACH', 'unreachable', 'c.example'],
  ['ENETUNREACH', 'unreachable', 'c.example'],
  ['ETIMEDOUT', 'cluster-timeout', 'c.example'],
  ['ECONNRESET', 'reset', 'was cut'],
  ['EPIPE', 'reset', 'was cut'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate', 'CA file'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate', 'not trusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate', 'not trusted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate', 'not trusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-name', 'another name'],
  ['CERT_NOT_YET_VALID', 'certificate-time', 'clock'],
  ['CERT_HAS_EXPIRED', 'certificate-time', 'expired'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls', 'TLS'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'client-certificate', 'user entry'],
  ['ERR_OSSL_PEM_NO_START_LINE', 'client-certificate', 'user entry'],
  ['ENOBODYKNOWS', 'not-connected', 'some words'],
];

test.each(NETWORK)('no reply: %s', (code, expected, words) => {
  const error = new ConnectError(Object.assign(new Error('some words'), { code }), false);
  const failure = failureOf(error, LIST);
  expect(failure.code).toBe(expected);
  expect(`${failure.message} ${failure.fix}`).toContain(words);
});

test('of several tries to connect the first is told', () => {
  const tries = [4, 6].map((family) =>
    Object.assign(new Error(`try ${family}`), { code: 'ECONNREFUSED' }),
  );
  const error = Object.assign(new AggregateError(tries), { code: 'ECONNREFUSED' });
  expect(failureOf(new ConnectError(error, false), LIST).code).toBe('refused');
});

test('a time-out names the time', () => {
  expect(failureOf(new TimeOut(20_000), LIST)).toMatchObject({
    code: 'cluster-timeout',
    message: expect.stringContaining('within 20 s'),
  });
});

test('a Failure is passed on as it is', () => {
  const failure = new Failure('sign-in-again', 'x');
  expect(failureOf(failure, LIST)).toBe(failure);
});

test("a hostile server's words are short, and cannot act", () => {
  const message = `no\u001b]52;c;x\u0007\u202e\n${'very '.repeat(100_000)}`;
  const { message: shown } = failureOf(says(422, 'Invalid', message), CREATE);
  expect(shown.length).toBeLessThan(600);
  expect(shown).toMatch(/^[^\p{Cc}\p{Cf}]*$/u);
});

describe('made by real components', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  async function started(...args: Parameters<typeof ApiServer.start>) {
    const made = await ApiServer.start(...args);
    ends.push(() => made.close());
    made.answer = (_, reply) => json(reply, 200, { gitVersion: 'v1.37.2' });
    return made;
  }
  const ask = (to: ClusterAccess, network = direct) => new ClusterClient(to, network).version();
  async function listening(made: ReturnType<typeof createTcp> | ReturnType<typeof createServer>) {
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
    ends.push(() => new Promise((resolve) => made.close(resolve)));
    const address = made.address();
    return typeof address === 'object' ? address?.port : undefined;
  }
  const through = (proxy: string): Network => ({
    version: 0,
    proxy,
    ca: [],
    agent: (_host, options) => new HttpsProxyAgent({ proxy, keepAlive: true, ...options }),
  });

  test('a name that is not there', async () => {
    const to = (await started()).access({ server: 'https://nobody.invalid' });
    await expect(ask(to)).rejects.toMatchObject({ code: 'dns' });
  });

  test('nobody listens', async () => {
    const gone = await ApiServer.start();
    const to = gone.access();
    await gone.close();
    await expect(ask(to)).rejects.toMatchObject({ code: 'refused' });
  });

  test.each([
    ['another authority', () => certificate(), 'certificate'],
    ['public authorities alone', () => null, 'certificate'],
  ])('a certificate by %s', async (_, other, code) => {
    const made = await started();
    await expect(ask(made.access({ ca: other()?.cert ?? null }))).rejects.toMatchObject({ code });
  });

  test.each([
    ['for another name', '10.0.0.1', -1, 30, 'certificate-name'],
    ['that is not valid yet', '127.0.0.1', 2, 30, 'certificate-time'],
    ['that has expired', '127.0.0.1', -30, -2, 'certificate-time'],
  ])('a certificate %s', async (_, name, from, to, code) => {
    const made = await started(certificate(name, from, to));
    await expect(ask(made.access())).rejects.toMatchObject({ code });
  });

  test('a server without TLS', async () => {
    const port = await listening(createServer((_, reply) => reply.end('hello')));
    const to = (await started()).access({ server: `https://127.0.0.1:${port}` });
    await expect(ask(to)).rejects.toMatchObject({ code: 'not-tls' });
  });

  test('an address without TLS is refused before a token goes there', async () => {
    const to = (await started()).access({ server: 'http://127.0.0.1:1' });
    await expect(ask(to)).rejects.toMatchObject({ code: 'kubeconfig' });
  });

  test('a server that cuts each connection', async () => {
    const port = await listening(createTcp((socket) => socket.resetAndDestroy()));
    const to = (await started()).access({ server: `https://127.0.0.1:${port}` });
    await expect(ask(to)).rejects.toMatchObject({ code: 'reset' });
  });

  test.each([
    [407, 'name and password'],
    [403, 'does not let it through (403)'],
    [502, 'does not let it through (502)'],
  ])('a proxy that refuses with %i', async (code, words) => {
    const proxy = createServer().on('connect', (_, socket) =>
      socket.end(`HTTP/1.1 ${code} X\r\n\r\n`),
    );
    const port = await listening(proxy);
    const network = through(`http://127.0.0.1:${port}`);
    await expect(ask((await started()).access(), network)).rejects.toMatchObject({
      code: 'proxy-refused',
      message: expect.stringContaining(words),
    });
  });

  test('a proxy that is not there', async () => {
    const gone = createTcp();
    const port = await listening(gone);
    await ends.pop()?.();
    const network = through(`http://127.0.0.1:${port}`);
    await expect(ask((await started()).access(), network)).rejects.toMatchObject({
      code: 'proxy-unreachable',
      message: expect.stringContaining(`http://127.0.0.1:${port}`),
    });
  });

  test.each([
    [
      'is missing',
      '/nowhere/gke-gcloud-auth-plugin',
      [],
      'plugin-missing',
      '/nowhere/gke-gcloud-auth-plugin',
    ],
    [
      'fails',
      'sh',
      ['-c', 'echo "run: gcloud auth login" >&2; exit 1'],
      'sign-in-failed',
      'gcloud auth login',
    ],
    ['says nothing that is understood', 'sh', ['-c', 'echo hello'], 'sign-in-failed', 'JSON'],
  ])('a program for signing in that %s', async (_, command, args, code, words) => {
    const made = await started();
    const to = made.access();
    const cluster = to.kubeConfig.getCurrentCluster();
    if (cluster === null) throw new Error('no cluster');
    to.kubeConfig.loadFromClusterAndUser(cluster, { name: 'u', exec: { command, args } });
    await expect(ask(to)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    expect(made.asked).toHaveLength(0);
  });

  test('a file that the kubeconfig names is missing', async () => {
    const to = (await started()).access();
    const cluster = to.kubeConfig.getCurrentCluster();
    if (cluster === null) throw new Error('no cluster');
    to.kubeConfig.loadFromClusterAndUser(cluster, { name: 'u', certFile: '/nowhere/cert.pem' });
    await expect(ask(to)).rejects.toMatchObject({ code: 'kubeconfig-file' });
  });
});
