import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ClusterClient } from '../../../../main/backends/kubernetes/rest/client';
import type { PodEvent } from '../../../../main/backends/kubernetes/rest/watch';
import { ApiServer, type Asked, direct, json, podJson, status } from './support/api-server';
import { type Certificate, certificate } from './support/certificates';

let cert: Certificate;
let server: ApiServer;
let client: ClusterClient;
let stop: AbortController;
let events: PodEvent[];
let heard: () => void = () => {};
beforeAll(() => {
  cert = certificate();
});
beforeEach(async () => {
  server = await ApiServer.start(cert);
  client = new ClusterClient(server.access(), direct);
  stop = new AbortController();
  events = [];
});
afterEach(async () => {
  stop.abort();
  await server.close();
});

function watch(resourceVersion?: string): Promise<void> {
  const from = resourceVersion === undefined ? {} : { resourceVersion };
  const handler = (event: PodEvent) => {
    events.push(event);
    heard();
  };
  return client.watchPods({ labelSelector: 'a=b', ...from }, handler, stop.signal);
}
/** Resolves when so many events were heard. */
function hear(count: number): Promise<void> {
  return new Promise((resolve) => {
    heard = () => events.length >= count && resolve();
    heard();
  });
}
const told = () =>
  events.map((event) => {
    if (event.kind === 'all') return `all ${event.pods.map((pod) => pod.metadata?.name)}`;
    if (event.kind === 'trouble') return `trouble ${event.failure.code}`;
    return `${event.kind} ${event.pod.metadata?.name}`;
  });

function line(type: string, name: string, version: string): string {
  const pod = podJson(name);
  return `${JSON.stringify({ type, object: { ...pod, metadata: { ...pod.metadata, resourceVersion: version } } })}\n`;
}
const expired = `${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', status: 'Failure', message: 'too old resource version', reason: 'Expired', code: 410 } })}\n`;
const isWatch = ({ query }: Asked) => query.get('watch') === 'true';
function list(reply: ServerResponse, version: string, ...names: string[]): void {
  json(reply, 200, {
    metadata: { resourceVersion: version },
    items: names.map((name) => podJson(name)),
  });
}
/** Answers each watch with the next of these; the last is kept. */
function streams(...answers: ((reply: ServerResponse, asked: Asked) => void)[]) {
  return (asked: Asked, reply: ServerResponse) => {
    if (!isWatch(asked)) return list(reply, '10', 'a');
    const [next] = answers.length > 1 ? answers.splice(0, 1) : answers;
    reply.writeHead(200, { 'content-type': 'application/json' });
    return next?.(reply, asked);
  };
}

test('all that is there, and then what happens, until it is not wanted any more', async () => {
  server.answer = streams((reply) => {
    reply.write(
      line('ADDED', 'b', '11') + line('MODIFIED', 'b', '12') + line('DELETED', 'b', '13'),
    );
  });
  const watched = watch();
  await hear(4);
  expect(told()).toEqual(['all a', 'set b', 'set b', 'gone b']);
  stop.abort();
  await watched;
  const [, asked] = server.asked;
  expect(asked?.query.get('resourceVersion')).toBe('10');
  expect(asked?.query.get('allowWatchBookmarks')).toBe('true');
  expect(asked?.query.get('labelSelector')).toBe('a=b');
});

test('what comes in small pieces is whole, and dates are dates', async () => {
  server.answer = streams(async (reply) => {
    for (const byte of Buffer.from(line('ADDED', 'pöd', '11'))) {
      reply.write(Buffer.from([byte]));
      if (byte % 16 === 0) await sleep(1);
    }
  });
  void watch();
  await hear(2);
  const [, event] = events;
  expect(event).toMatchObject({
    kind: 'set',
    pod: { metadata: { name: 'pöd', creationTimestamp: expect.any(Date) } },
  });
});

test('a connection that ends is made anew from where it was, bookmarks counted', async () => {
  server.answer = streams(
    (reply) => reply.end(line('ADDED', 'b', '11') + line('BOOKMARK', '', '50')),
    (reply, { query }) => reply.write(line('ADDED', `from-${query.get('resourceVersion')}`, '51')),
  );
  void watch();
  await hear(3);
  expect(told()).toEqual(['all a', 'set b', 'set from-50']);
});

test('half a line is not taken', async () => {
  server.answer = streams(
    (reply) => reply.end(line('ADDED', 'b', '11') + line('ADDED', 'c', '12').slice(0, 40)),
    (reply, { query }) => reply.write(line('ADDED', `from-${query.get('resourceVersion')}`, '12')),
  );
  void watch();
  await hear(3);
  expect(told()).toEqual(['all a', 'set b', 'set from-11']);
});

test.each([
  ['in the stream', (reply: ServerResponse) => reply.end(expired)],
  ['at once', (reply: ServerResponse) => reply.end(line('BOOKMARK', '', '11') + expired)],
])('what the cluster has forgotten is listed again: %s', async (_, forget) => {
  server.answer = streams(forget, () => {});
  void watch('5');
  await hear(1);
  expect(told()).toEqual(['all a']);
  expect(server.asked[0]?.query.get('resourceVersion')).toBe('5');
});

test('a cut is told, and mends by itself', async () => {
  server.answer = streams(
    (reply) => reply.write(line('ADDED', 'b', '11')),
    (reply) => reply.write(line('ADDED', 'c', '12')),
  );
  void watch();
  await hear(2);
  server.cut(true);
  await hear(4);
  expect(told()).toEqual(['all a', 'set b', 'trouble reset', 'set c']);
});

test('a watch that nobody lets live is not begun again and again in a hurry', async () => {
  server.answer = streams((reply) => reply.end());
  void watch();
  await hear(3);
  expect(told()).toEqual(['all a', 'trouble reset', 'trouble reset']);
  const pauses = events.flatMap((event) => (event.kind === 'trouble' ? [event.retryMs] : []));
  expect(pauses[1]).toBeGreaterThan(pauses[0] ?? 0);
});

test.each([
  [401, 'Unauthorized', 'unauthorized'],
  [403, 'Forbidden', 'refused-by-cluster'],
])('%i ends it', async (code, reason, expected) => {
  server.answer = (asked, reply) => {
    if (!isWatch(asked)) return list(reply, '10');
    return json(reply, code, status(code, reason, 'no'));
  };
  await expect(watch()).rejects.toMatchObject({ code: expected });
});

test.each([
  ['no JSON', '{"type":\n'],
  ['another type', '{"type":"PARTY","object":{}}\n'],
  ['no version', '{"type":"ADDED","object":{"metadata":{}}}\n'],
  ['an odd pod', '{"type":"ADDED","object":{"metadata":{"name":7,"resourceVersion":"1"}}}\n'],
])('a line that is %s ends it', async (_, odd) => {
  server.answer = streams((reply) => reply.write(odd));
  await expect(watch()).rejects.toMatchObject({ code: 'bad-reply' });
});

test('a line without end does not grow the app', async () => {
  server.answer = streams(async (reply) => {
    for (let n = 0; n < 64 && !reply.destroyed; n += 1) {
      reply.write('x'.repeat(1024 * 1024));
      await sleep(1);
    }
  });
  await expect(watch()).rejects.toMatchObject({ code: 'bad-reply' });
});

test('a connection that is silent for long is made anew, which is no trouble', async () => {
  server.answer = streams(
    (reply) => reply.write(line('ADDED', 'b', '11')),
    (reply, { query }) => reply.write(line('ADDED', `from-${query.get('resourceVersion')}`, '12')),
  );
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const watched = watch();
    await hear(2);
    await vi.advanceTimersByTimeAsync(90_000);
    await hear(3);
    expect(told()).toEqual(['all a', 'set b', 'set from-11']);
    stop.abort();
    await watched;
  } finally {
    vi.useRealTimers();
  }
});
