/** A Secret is changed under its version, and nothing of a reply is in what is told. */
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { changeSecret } from '../../../../main/backends/kubernetes/rest/secrets';
import { ApiServer, direct, json } from './support/api-server';
import { type Certificate, certificate } from './support/certificates';

let cert: Certificate;
let server: ApiServer;
beforeAll(() => {
  cert = certificate();
});
beforeEach(async () => {
  server = await ApiServer.start(cert);
});
afterEach(() => server.close());

const coded = (text: string) => Buffer.from(text).toString('base64');
const change = (to: (now: ReadonlyMap<string, string>) => Record<string, string>) =>
  changeSecret('gam', { access: server.access(), network: direct }, to);

test('what is changed is merged into what is there, if that is still it', async () => {
  const secret = { metadata: { resourceVersion: '7' }, data: { a: coded('one') } };
  server.answer = (_, reply) => json(reply, 200, secret);
  await change((now) => ({ a: `${now.get('a')}, two` }));
  expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /api/v1/namespaces/gamgui/secrets/gam',
    'PATCH /api/v1/namespaces/gamgui/secrets/gam',
  ]);
  const [, patch] = server.asked;
  expect(patch?.headers['content-type']).toBe('application/merge-patch+json');
  expect(JSON.parse(patch?.body ?? '')).toEqual({
    metadata: { resourceVersion: '7' },
    data: { a: coded('one, two') },
  });
});

test('a reply that is no JSON is not quoted', async () => {
  // Short ones are quoted whole by the parser.
  server.answer = (_, reply) => json(reply, 200, 'ya29.secret');
  const told: unknown = await change(() => ({})).catch((why: unknown) => why);
  expect(told).toMatchObject({ code: 'bad-reply' });
  expect(String(told)).not.toContain('ya29');
});
