import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ClusterClient } from '../../../../main/backends/kubernetes/rest/client';
import { ApiServer, direct, json, podJson, status } from './support/api-server';
import { type Certificate, certificate } from './support/certificates';

let cert: Certificate;
let server: ApiServer;
let client: ClusterClient;
beforeAll(() => {
  cert = certificate();
});
beforeEach(async () => {
  server = await ApiServer.start(cert);
  client = new ClusterClient(server.access(), direct);
});
afterEach(() => server.close());

const gone = (name: string) =>
  status(404, 'NotFound', `pods "${name}" not found`, { name, kind: 'pods' });

test('a pod is made and read, over one connection, without what nobody needs', async () => {
  server.answer = ({ method, body }, reply) => {
    if (method === 'POST') json(reply, 201, podJson(JSON.parse(body).metadata.name));
    else json(reply, 200, podJson('a'));
  };
  const made = await client.createPod({ metadata: { name: 'b' } });
  expect(made.metadata?.uid).toBe('uid-b');
  expect(made.metadata?.managedFields).toBeUndefined();
  for (let n = 0; n < 5; n += 1)
    expect((await client.getPod('a'))?.metadata?.creationTimestamp).toEqual(
      new Date('2026-11-24T10:00:00Z'),
    );
  expect(server.connections).toBe(1);
});

test('a pod that is not there is null; a 404 by something else is not', async () => {
  server.answer = (_, reply) => json(reply, 404, gone('a'));
  expect(await client.getPod('a')).toBeNull();
  server.answer = (_, reply) => json(reply, 404, '<html>404 page not found</html>');
  await expect(client.getPod('a')).rejects.toMatchObject({ code: 'not-a-cluster' });
});

test('lists are read to their end, in pages, and packed', async () => {
  server.answer = ({ query, headers }, reply) => {
    const from = Number(query.get('continue') ?? 0);
    const items = Array.from({ length: Math.min(500, 1200 - from) }, (_, n) =>
      podJson(`p${from + n}`),
    );
    const more = from + 500 < 1200 ? { continue: String(from + 500) } : {};
    const body = {
      kind: 'PodList',
      apiVersion: 'v1',
      metadata: { resourceVersion: '99', ...more },
      items,
    };
    expect(headers['accept-encoding']).toBe('gzip');
    expect(query.get('labelSelector')).toBe('a=b');
    reply.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    reply.end(gzipSync(JSON.stringify(body)));
  };
  const { pods, resourceVersion } = await client.listPods('a=b');
  expect(pods.map(({ metadata }) => metadata?.name)).toEqual(
    Array.from({ length: 1200 }, (_, n) => `p${n}`),
  );
  expect(resourceVersion).toBe('99');
  expect(server.asked).toHaveLength(3);
  expect(pods.some(({ metadata }) => metadata?.managedFields !== undefined)).toBe(false);
});

test('a list whose place was forgotten is begun again, not for ever', async () => {
  let pages = 0;
  let always = false;
  server.answer = ({ query }, reply) => {
    pages += 1;
    if (query.has('continue') && (always || pages < 3))
      return json(reply, 410, status(410, 'Expired', 'too old'));
    const more = query.has('continue') ? {} : { continue: 'x' };
    return json(reply, 200, { metadata: { resourceVersion: '1', ...more }, items: [podJson('a')] });
  };
  expect((await client.listPods('')).pods).toHaveLength(2);
  always = true;
  await expect(client.listPods('')).rejects.toMatchObject({ name: 'Failure' });
});

test('what the server cannot do now is tried again, after the time that it asks for', async () => {
  const at: number[] = [];
  server.answer = (_, reply) => {
    at.push(Date.now());
    if (at.length === 1)
      return json(reply, 429, status(429, 'TooManyRequests', 'busy'), { 'retry-after': '1' });
    if (at.length === 2) return json(reply, 503, 'x');
    return json(reply, 200, podJson('a'));
  };
  expect(await client.getPod('a')).not.toBeNull();
  const [first = 0, second = 0, third = 0] = at;
  expect(second - first).toBeGreaterThanOrEqual(990);
  expect(third - second).toBeLessThan(2000);
});

test('nothing is tried for ever', async () => {
  server.answer = (_, reply) => json(reply, 503, 'x');
  await expect(client.getPod('a')).rejects.toMatchObject({ code: 'cluster-trouble' });
  expect(server.asked).toHaveLength(4);
});

test('a reply that is cut is asked for again', async () => {
  let asked = 0;
  server.answer = (_, reply) => {
    asked += 1;
    if (asked > 1) return json(reply, 200, podJson('a'));
    reply.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    reply.write('{"kind":', () => server.cut(true));
  };
  expect(await client.getPod('a')).not.toBeNull();
});

test('a pod whose answer was lost is made once, and found', async () => {
  const pods = new Set<string>();
  server.answer = ({ method, body }, reply) => {
    if (method === 'GET') return json(reply, 200, podJson('a'));
    const { name } = JSON.parse(body).metadata;
    if (pods.has(name))
      return json(
        reply,
        409,
        status(409, 'AlreadyExists', `pods "${name}" already exists`, { name, kind: 'pods' }),
      );
    pods.add(name);
    return server.cut(true);
  };
  expect((await client.createPod({ metadata: { name: 'a' } })).metadata?.uid).toBe('uid-a');
  expect(server.asked.map(({ method }) => method)).toEqual(['POST', 'POST', 'GET']);
});

test('a pod that was there before is another', async () => {
  server.answer = (_, reply) =>
    json(reply, 409, status(409, 'AlreadyExists', 'pods "a" already exists'));
  await expect(client.createPod({ metadata: { name: 'a' } })).rejects.toMatchObject({
    code: 'exists',
    message: 'The pod a was not made: pods "a" already exists.',
  });
  expect(server.asked).toHaveLength(1);
});

test('a pod is removed by its uid; one that is gone or another is gone', async () => {
  const remove = () => client.deletePod('a', { uid: 'u', graceSeconds: 5 });
  server.answer = ({ body }, reply) => {
    expect(JSON.parse(body)).toMatchObject({ gracePeriodSeconds: 5, preconditions: { uid: 'u' } });
    json(reply, 200, podJson('a'));
  };
  expect(await remove()).toBe('ending');
  server.answer = (_, reply) => json(reply, 404, gone('a'));
  expect(await remove()).toBe('gone');
  const conflict =
    'Operation cannot be fulfilled on Pod "a": the UID in the precondition (u) does not match';
  server.answer = ({ method }, reply) => {
    if (method === 'DELETE') json(reply, 409, status(409, 'Conflict', conflict));
    else json(reply, 200, podJson('a'));
  };
  expect(await remove()).toBe('gone');
  await expect(client.deletePod('a', { uid: 'uid-a', graceSeconds: 5 })).rejects.toMatchObject({
    code: 'conflict',
  });
  server.answer = (_, reply) => json(reply, 404, '<html>');
  await expect(remove()).rejects.toMatchObject({ code: 'not-a-cluster' });
});

test('rights are asked for one by one, and the name is told', async () => {
  server.answer = ({ path, body }, reply) => {
    if (path.endsWith('/selfsubjectreviews'))
      return json(reply, 201, { status: { userInfo: { username: 'lena@x.y' } } });
    const { verb, namespace, subresource } = JSON.parse(body).spec.resourceAttributes;
    return json(reply, 201, {
      status: { allowed: verb === 'get' && namespace === 'gamgui' && subresource === 'exec' },
    });
  };
  const pod = { resource: 'pods', subresource: 'exec' };
  expect(
    await client.can([
      { verb: 'create', ...pod },
      { verb: 'get', ...pod },
    ]),
  ).toEqual([false, true]);
  expect(await client.whoami()).toBe('lena@x.y');
});

test('the version, events, logs, templates and claims', async () => {
  const meta = (name: string) => ({ name, uid: 'u', resourceVersion: '1' });
  server.answer = ({ path, query }, reply) => {
    const last = path.split('/').at(-1);
    if (last === 'version') return json(reply, 200, { gitVersion: 'v1.37.2' });
    if (last === 'log') {
      expect(Object.fromEntries(query)).toEqual({
        container: 'session',
        tailLines: '20',
        limitBytes: '16384',
      });
      reply.writeHead(200, { 'content-type': 'text/plain' });
      return void reply.end('last words\n');
    }
    if (last === 'events') {
      expect(query.get('fieldSelector')).toBe('involvedObject.uid=u');
      const at = (lastTimestamp: string, message: string) => ({
        metadata: meta('e'),
        involvedObject: {},
        lastTimestamp,
        message,
      });
      return json(reply, 200, {
        metadata: { resourceVersion: '1' },
        items: [
          at('2026-01-02T00:00:00Z', 'b'),
          at('2026-01-01T00:00:00Z', 'a'),
          {
            metadata: meta('e'),
            involvedObject: {},
            eventTime: '2026-01-03T00:00:00.123456Z',
            message: 'c',
          },
        ],
      });
    }
    if (last === 'none')
      return json(
        reply,
        404,
        status(404, 'NotFound', 'podtemplates "none" not found', { kind: 'podtemplates' }),
      );
    return json(reply, 200, { metadata: meta(last ?? '') });
  };
  expect(await client.version()).toBe('v1.37.2');
  expect(await client.podLog('a', 20)).toBe('last words\n');
  expect((await client.podEvents('u')).map(({ message }) => message)).toEqual(['a', 'b', 'c']);
  expect(await client.getPodTemplate('none')).toBeNull();
  expect((await client.getPodTemplate('t'))?.metadata?.name).toBe('t');
  expect((await client.getClaim('c'))?.metadata?.name).toBe('c');
});

test('a call is given up when it is not wanted any more', async () => {
  const stop = new AbortController();
  server.answer = () => stop.abort(new Error('not wanted'));
  await expect(client.getPod('a', stop.signal)).rejects.toThrow('not wanted');
});

test.each([
  ['an odd shape', { metadata: { name: 7 } }],
  ['no JSON', '{"metadata":'],
  ['a list in place of an object', { ...podJson('a'), metadata: [] }],
  ['conditions that are none', podJson('a', { status: { conditions: 7 } })],
  ['a container without a name', podJson('a', { status: { containerStatuses: [{}] } })],
])('%s is no reply', async (_, body) => {
  server.answer = (_asked, reply) => json(reply, 200, body);
  await expect(client.getPod('a')).rejects.toMatchObject({ code: 'bad-reply' });
});

test('a reply that has no end does not grow the app', async () => {
  server.answer = async (_, reply) => {
    reply.writeHead(200, { 'content-type': 'application/json' });
    const part = Buffer.alloc(1024 * 1024, 0x20);
    for (let n = 0; n < 80 && !reply.destroyed; n += 1) {
      reply.write(part);
      await sleep(1);
    }
    reply.end();
  };
  await expect(client.getPod('a')).rejects.toMatchObject({ code: 'bad-reply' });
});
