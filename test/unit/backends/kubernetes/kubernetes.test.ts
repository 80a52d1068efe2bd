import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClusterPlace } from '../../../../main/backends/kubernetes/cluster-place';
import { KubernetesBackend } from '../../../../main/backends/kubernetes/kubernetes';
import type { ClusterReach } from '../../../../main/backends/kubernetes/reach';
import { Failure } from '../../../../main/failure';
import { effectiveSettings } from '../../../../main/settings/effective';
import { CLUSTER_DEFAULTS, SessionId } from '../../../../preload/contract';
import { aSpec } from './a-spec';
import { ApiServer, direct, json } from './support/api-server';

const PLACE: ClusterPlace = {
  way: 'kubeconfig',
  files: null,
  context: 'prod',
  namespace: 'gamgui',
};

let server: ApiServer;
beforeAll(async () => {
  server = await ApiServer.start();
});
afterAll(() => server.close());

/** Answers whose it is, and that all is allowed. */
function welcome(username: () => string, allowed = true): void {
  server.answer = ({ path }, reply) =>
    path.endsWith('/selfsubjectreviews')
      ? json(reply, 201, { status: { userInfo: { username: username() } } })
      : json(reply, 201, { status: { allowed } });
}

function backend(reach: Partial<ClusterReach> = {}, at?: null): KubernetesBackend {
  const whole: ClusterReach = {
    current: () => PLACE,
    open: async () => ({ ...server.access(), title: 'prod' }),
    pods: () => effectiveSettings(CLUSTER_DEFAULTS, {}).pods,
    ...reach,
  };
  const recorded = { all: () => [], of: () => at };
  return new KubernetesBackend({ reach: whole, network: direct, recorded });
}

test('looking again reads the way to the cluster, and who one is there, anew', async () => {
  const names = ['ana@corp.example', 'bo@corp.example'];
  welcome(() => names.shift() ?? 'nobody');
  const place = backend();
  expect(await place.check()).toMatchObject({
    kind: 'ready',
    name: 'prod / gamgui',
    text: 'as ana@corp.example, files are lost with their node',
  });
  expect(await place.check()).toMatchObject({ text: expect.stringContaining('bo@corp.example') });
});

test('a cluster in which sessions may not be made says what is not allowed', async () => {
  welcome(() => 'ana@corp.example', false);
  expect(await backend().check()).toMatchObject({
    kind: 'unusable',
    error: { code: 'forbidden', message: expect.stringContaining('create pods/exec') },
  });
});

test('no cluster is no failure, and has no sessions', async () => {
  const place = backend({ current: () => null });
  expect(await place.check()).toMatchObject({ kind: 'unset' });
  expect(await place.list()).toEqual({ found: [], error: null });
  expect(place.at()).toBeNull();
});

test('a cluster that is named wrongly says so, and hides none of what can be listed', async () => {
  const trouble = new Failure('half', 'K8S_CONTEXT is not set.', 'Set it.');
  const place = backend({
    current: () => {
      throw trouble;
    },
  });
  expect(await place.check()).toMatchObject({ kind: 'unusable', error: { code: 'half' } });
  expect(await place.list()).toEqual({ found: [], error: null });
});

test('a cluster that cannot be asked leaves the list open', async () => {
  const open = () => Promise.reject(new Failure('away', 'It is away.'));
  expect(await backend({ open }).list()).toMatchObject({ error: { code: 'away' } });
  await expect(backend().remove(SessionId.parse('abcde12345'))).rejects.toMatchObject({
    code: 'no-session',
  });
});

test('a session that could not be made for want of a cluster can be ended', async () => {
  const place = backend({ current: () => null }, null);
  const spec = aSpec();
  const { signal } = new AbortController();
  await expect(place.create(spec, () => {}, signal)).rejects.toMatchObject({ code: 'no-cluster' });
  await place.remove(spec.id);
});
