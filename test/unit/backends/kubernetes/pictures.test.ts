/** What the place "a cluster" knows of its sessions while it is watched. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Found, PlaceWatch } from '../../../../main/backends/backend';
import { type ClusterPlace, placeText } from '../../../../main/backends/kubernetes/cluster-place';
import { KubernetesBackend } from '../../../../main/backends/kubernetes/kubernetes';
import { ApiServer, direct } from './support/api-server';
import { type Certificate, certificate } from './support/certificates';
import { idOf, OWNER, PodsServer, sessionPod } from './support/session-pods';

const place = (context: string): ClusterPlace => ({
  way: 'kubeconfig',
  files: null,
  context,
  namespace: 'gamgui',
});

/** The memory that is in use, in bytes. */
function used(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

let cert: Certificate;
let server: ApiServer;
let pods: PodsServer;
let chosen: ClusterPlace | null;
let recorded: (string | null)[];
let backend: KubernetesBackend;
let watch: PlaceWatch | null;
let changes: number;
let changed: () => void;
beforeAll(() => {
  cert = certificate();
});
beforeEach(async () => {
  server = await ApiServer.start(cert);
  pods = new PodsServer(server);
  chosen = place('prod');
  recorded = [];
  changes = 0;
  changed = () => {};
  backend = new KubernetesBackend({
    reach: {
      current: () => chosen,
      open: async () => server.access(),
      pods: () => {
        throw new Error('nothing is made here');
      },
    },
    network: direct,
    recorded: { all: () => recorded, of: () => undefined },
  });
  watch = null;
});
afterEach(async () => {
  watch?.stop();
  await vi.waitFor(() => expect(pods.open).toBe(0));
  await server.close();
});

function begin(): void {
  watch = backend.watch(() => {
    changes += 1;
    changed();
  });
}
/** Resolves when the listing is as it should be, looking after each change. */
function until(isSo: (found: readonly Found[], error: string | null) => boolean): Promise<void> {
  return new Promise((resolve) => {
    changed = () =>
      void backend.list().then(({ found, error }) => {
        if (isSo(found, error?.code ?? null)) resolve();
      });
    changed();
  });
}
const untilIds = (...numbers: number[]) =>
  until((found) => String(found.map(({ id }) => id).sort()) === String(numbers.map(idOf)));
/** Resolves when a watch begins. */
const nextWatch = () =>
  new Promise<void>((resolve) => {
    pods.begun = resolve;
  });

test('without a watch each list is asked for, and nothing is watched', async () => {
  pods.pods = [sessionPod(1)];
  expect((await backend.list()).found).toMatchObject([{ id: idOf(1), state: 'running' }]);
  await backend.list();
  expect(pods.asked).toEqual({ lists: 2, watches: 0 });
});

test('one list and one watch tell of all that happens', async () => {
  pods.pods = [sessionPod(1), sessionPod(2)];
  const watched = nextWatch();
  begin();
  await untilIds(1, 2);
  await watched;
  pods.tell('ADDED', sessionPod(3));
  await untilIds(1, 2, 3);
  const evicted = { phase: 'Failed', reason: 'Evicted', message: 'its disk is full' };
  pods.tell('MODIFIED', sessionPod(2, evicted));
  await until((found) =>
    found.some((one) => one.state === 'ended' && one.end.detail === 'its disk is full'),
  );
  pods.tell('DELETED', sessionPod(2, evicted));
  await untilIds(1, 3);
  expect(pods.asked).toEqual({ lists: 1, watches: 1 });
});

test('what a list does not show is no change', async () => {
  pods.pods = [sessionPod(1)];
  const watched = nextWatch();
  begin();
  await untilIds(1);
  await watched;
  const before = changes;
  pods.tell('MODIFIED', sessionPod(1, { phase: 'Running', podIP: '10.0.0.7' }));
  pods.tell('ADDED', sessionPod(2));
  await untilIds(1, 2);
  expect(changes).toBe(before + 1);
});

test('a cut is told, with what was known, and what happened meanwhile is caught up with', async () => {
  pods.pods = [sessionPod(1), sessionPod(2)];
  const watched = nextWatch();
  begin();
  await untilIds(1, 2);
  await watched;
  pods.pods = [sessionPod(2), sessionPod(3)];
  server.cut(true);
  await until((found, error) => error === 'reset' && found.length === 2);
  await until((found, error) => error === null && found.length === 2);
  await untilIds(2, 3);
  // It was gone already: what is told of it late brings nothing back.
  await vi.waitFor(() => expect(pods.open).toBe(1));
  pods.tell('MODIFIED', sessionPod(1));
  pods.tell('ADDED', sessionPod(4));
  await untilIds(2, 3, 4);
});

test('a cluster that cannot be reached is told, and tried again', async () => {
  pods.pods = [sessionPod(1)];
  const { answer } = server;
  server.answer = (_, reply) => void reply.destroy();
  begin();
  await until((found, error) => error !== null && found.length === 0);
  server.answer = answer;
  watch?.again();
  await untilIds(1);
  await until((_, error) => error === null);
});

test('a cluster that does not answer holds up nobody', async () => {
  const { answer } = server;
  const held: (() => void)[] = [];
  server.answer = (asked, reply) => void held.push(() => void answer(asked, reply));
  pods.pods = [sessionPod(1)];
  begin();
  expect(await backend.list()).toMatchObject({ found: [], error: { code: 'no-answer-yet' } });
  server.answer = answer;
  for (const go of held) go();
  await untilIds(1);
});

test('another user sees nothing of the one before, who has all again afterwards', async () => {
  pods.pods = [sessionPod(1)];
  begin();
  await untilIds(1);
  pods.owner = 'bo@corp.example';
  pods.pods = [];
  backend.forget();
  await untilIds();
  pods.owner = OWNER;
  pods.pods = [sessionPod(1)];
  backend.forget();
  await untilIds(1);
});

test('looking again begins anew only where another user is signed in, or there was trouble', async () => {
  const watched = nextWatch();
  begin();
  await watched;
  await backend.check();
  expect(pods.asked).toEqual({ lists: 1, watches: 1 });
  const anew = nextWatch();
  pods.owner = 'bo@corp.example';
  await backend.check();
  await anew;
  expect(pods.asked).toEqual({ lists: 2, watches: 2 });
});

describe('every cluster with sessions has its watch', () => {
  test('the chosen one, those of records, and one that is chosen later', async () => {
    recorded = [placeText(place('old')), placeText(place('old')), null];
    begin();
    await backend.list();
    expect(pods.asked.lists).toBe(2);
    chosen = place('new');
    await backend.check();
    await backend.list();
    await vi.waitFor(() => expect(pods.open).toBe(2));
    expect(pods.asked.lists).toBe(3);
    recorded = [];
    await backend.list();
    await vi.waitFor(() => expect(pods.open).toBe(1));
  });

  test('none is a listing too', async () => {
    chosen = null;
    begin();
    expect(await backend.list()).toEqual({ found: [], error: null });
  });
});

test('a session is found as it stands, unless it is another user’s or known to be gone', async () => {
  pods.pods = [sessionPod(1)];
  const watched = nextWatch();
  begin();
  await untilIds(1);
  await watched;
  pods.one = sessionPod(1);
  expect(await backend.find(idOf(1))).toMatchObject({ id: idOf(1), state: 'running' });
  pods.one = sessionPod(1, {}, { annotations: { 'gamgui.dev/owner': 'bo@corp.example' } });
  await expect(backend.find(idOf(1))).rejects.toMatchObject({ code: 'not-yours' });
  pods.tell('DELETED', sessionPod(1));
  await untilIds();
  expect(await backend.find(idOf(1))).toBeNull();
});

test('of a thousand pods only what the list shows is kept', async () => {
  const conditions = Array.from({ length: 6 }, (_, number) => ({
    type: `Condition${number}`,
    status: 'True',
    message: 'why '.repeat(200),
  }));
  pods.pods = Array.from({ length: 1000 }, (_, number) =>
    sessionPod(number, { phase: 'Running', conditions }),
  );
  // What is loaded or made once is no pod's.
  await backend.list();
  const before = used();
  const watched = nextWatch();
  begin();
  await watched;
  expect((await backend.list()).found).toHaveLength(1000);
  expect((used() - before) / 1000).toBeLessThan(3000);
});
