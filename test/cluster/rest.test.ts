/** What the real API server says no to, and what happens when it is away: each with its own words. */
import { afterEach, describe, expect, test } from 'vitest';
import { openExec } from '../../main/backends/kubernetes/exec/exec';
import { ClusterClient } from '../../main/backends/kubernetes/rest/client';
import type { PodEvent } from '../../main/backends/kubernetes/rest/watch';
import {
  access,
  administrator,
  direct,
  idlePod,
  kubectl,
  missing,
  running,
} from './support/cluster';
import { role, type TestNamespace, testNamespace } from './support/namespace';

const USER = 'test-user@corp.example';
const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };

describe.skipIf(missing !== null)('the API server', () => {
  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });
  function place(labels?: Readonly<Record<string, string>>): TestNamespace {
    const made = testNamespace(labels);
    ends.push(made.remove);
    return made;
  }
  const as = (user: string, namespace: string) =>
    new ClusterClient(access({ user, namespace }), direct);

  test('says who one is, what one may do, and its version', async () => {
    const { name, apply } = place();
    apply(
      ...role(USER, [
        { resource: 'pods', verbs: ['get', 'list'] },
        { resource: 'pods/exec', verbs: ['get'] },
      ]),
    );
    const client = as(USER, name);
    expect(await client.whoami()).toBe(USER);
    const exec = { resource: 'pods', subresource: 'exec' };
    const asked = [
      { verb: 'list', resource: 'pods' },
      { verb: 'create', resource: 'pods' },
      { verb: 'get', ...exec },
      { verb: 'create', ...exec },
    ];
    expect(await client.can(asked)).toEqual([true, false, true, false]);
    expect(await administrator().version()).toMatch(/^v1\.\d+/);
  });

  test('a pod from its making to its end, with what happens to it', async () => {
    const { client } = place(RESTRICTED);
    const { metadata } = await client.createPod(idlePod());
    const [name, uid] = [metadata?.name ?? '', metadata?.uid ?? ''];
    await running(client, name);
    expect(await client.createPod(idlePod(name)).catch((error: unknown) => error)).toMatchObject({
      code: 'exists',
    });
    expect((await client.getPod(name))?.metadata?.uid).toBe(uid);
    const { pods } = await client.listPods('gamgui.dev/test=idle', { limit: 1 });
    expect(pods.map((pod) => pod.metadata?.uid)).toEqual([uid]);
    // The kubelet writes them when it comes to it.
    await expect
      .poll(async () => (await client.podEvents(uid)).map(({ reason }) => reason))
      .toContain('Started');
    expect(await client.podLog(name, 5)).toBe('');
    expect(
      await client.deletePod(name, {
        uid: '00000000-0000-0000-0000-000000000000',
        graceSeconds: 0,
      }),
    ).toBe('gone');
    expect(await client.getPod(name)).not.toBeNull();
    const stop = new AbortController();
    const told: string[] = [];
    const watched = client.watchPods(
      { fieldSelector: `metadata.name=${name}` },
      ({ kind }) => {
        told.push(kind);
        if (kind === 'all') void client.deletePod(name, { uid, graceSeconds: 0 });
        if (kind === 'gone') stop.abort();
      },
      stop.signal,
    );
    await watched;
    expect(told.at(-1)).toBe('gone');
    expect(await client.deletePod(name, { uid, graceSeconds: 0 })).toBe('gone');
  });

  test('a claim', async () => {
    const { client } = place();
    const resources = { requests: { storage: '1Gi' } };
    const spec = { accessModes: ['ReadWriteOnce'], resources };
    const { metadata } = await client.createClaim({ metadata: { name: 'c' }, spec });
    expect((await client.getClaim('c'))?.metadata?.uid).toBe(metadata?.uid);
    expect(await client.deleteClaim('c', { uid: metadata?.uid ?? '' })).toBe('ending');
  });

  test('403 on create and on list', async () => {
    const { name } = place();
    const client = as(USER, name);
    await expect(client.createPod(idlePod())).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining(USER),
    });
    await expect(client.listPods('')).rejects.toMatchObject({
      code: 'forbidden',
      fix: expect.stringContaining('list on pods'),
    });
    const watched = client.watchPods({}, () => {}, new AbortController().signal);
    await expect(watched).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('401', async () => {
    const to = access();
    const cluster = to.kubeConfig.getCurrentCluster();
    if (cluster === null) throw new Error('no cluster');
    to.kubeConfig.loadFromClusterAndUser(cluster, { name: 'u', token: 'not-a-token' });
    await expect(new ClusterClient(to, direct).listPods('')).rejects.toMatchObject({
      code: 'unauthorized',
    });
    const attempt = openExec({
      access: to,
      network: direct,
      pod: 'p',
      container: 'c',
      command: ['x'],
    });
    await expect(attempt).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('a namespace that is not there', async () => {
    const client = administrator('gamgui-nowhere');
    await expect(client.createPod(idlePod())).rejects.toMatchObject({ code: 'no-namespace' });
  });

  test('an invalid pod', async () => {
    const { client } = place();
    const pod = idlePod('UPPER');
    await expect(client.createPod(pod)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('metadata.name'),
    });
  });

  test('Pod Security', async () => {
    const { client } = place(RESTRICTED);
    const pod = idlePod();
    delete pod.spec?.securityContext;
    await expect(client.createPod(pod)).rejects.toMatchObject({
      code: 'pod-security',
      message: expect.stringContaining('seccompProfile'),
    });
  });

  test('a quota, full and incomplete', async () => {
    const { client, name, apply } = place();
    const quota = (hard: object) => ({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'q' },
      spec: { hard },
    });
    apply(quota({ pods: '0' }));
    counted(name);
    await expect(client.createPod(idlePod())).rejects.toMatchObject({
      code: 'quota',
      message: expect.stringContaining('limited: pods=0'),
    });
    apply(quota({ 'limits.memory': '1Gi' }));
    counted(name);
    await expect(client.createPod(idlePod())).rejects.toMatchObject({
      code: 'quota-incomplete',
      message: expect.stringContaining('limits.memory'),
    });
  });

  test('a LimitRange', async () => {
    const { client, apply } = place();
    const limits = [{ type: 'Container', max: { memory: '256Mi' } }];
    apply({
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'l' },
      spec: { limits },
    });
    const pod = idlePod();
    const [container] = pod.spec?.containers ?? [];
    if (container) container.resources = { limits: { memory: '512Mi' } };
    await expect(client.createPod(pod)).rejects.toMatchObject({
      code: 'limit-range',
      message: expect.stringContaining('256Mi'),
    });
  });

  test('a service account that is not there', async () => {
    const { client } = place();
    const pod = idlePod();
    if (pod.spec) pod.spec.serviceAccountName = 'nobody';
    await expect(client.createPod(pod)).rejects.toMatchObject({ code: 'no-service-account' });
  });

  test('exec refused: no right to get, none to create, no pod, no container', async () => {
    const { client, name, apply } = place(RESTRICTED);
    const { metadata } = await client.createPod(idlePod());
    const pod = metadata?.name ?? '';
    await running(client, pod);
    const exec = (more: object = {}) =>
      openExec({
        access: access({ user: USER, namespace: name }),
        network: direct,
        pod,
        container: 'session',
        command: ['true'],
        ...more,
      });
    apply(...role(USER, [{ resource: 'pods/exec', verbs: ['create'] }]));
    await expect(exec()).rejects.toMatchObject({
      code: 'forbidden-exec',
      message: expect.stringContaining('cannot get'),
    });
    apply(...role(USER, [{ resource: 'pods/exec', verbs: ['get'] }]));
    await expect(exec()).rejects.toMatchObject({ code: 'forbidden-exec-create' });
    apply(...role(USER, [{ resource: 'pods/exec', verbs: ['get', 'create'] }]));
    await expect(exec({ pod: 'nobody' })).rejects.toMatchObject({ code: 'no-pod' });
    await expect(exec({ container: 'zz' })).rejects.toMatchObject({ code: 'no-container' });
    kubectl(['-n', name, 'exec', pod, '--', 'sh', '-c', 'kill 1']);
    await ended(client, pod);
    await expect(exec()).rejects.toMatchObject({ code: 'no-container' });
  });

  test('a policy of the cluster', async () => {
    const { client, name, apply } = place();
    const rule = {
      apiGroups: [''],
      apiVersions: ['v1'],
      operations: ['CREATE'],
      resources: ['pods'],
    };
    const api = { apiVersion: 'admissionregistration.k8s.io/v1', metadata: { name } };
    const policy = {
      ...api,
      kind: 'ValidatingAdmissionPolicy',
      spec: {
        matchConstraints: { resourceRules: [rule] },
        validations: [
          {
            expression: 'has(object.spec.activeDeadlineSeconds)',
            message: 'a deadline is missing',
          },
        ],
      },
    };
    const binding = {
      ...api,
      kind: 'ValidatingAdmissionPolicyBinding',
      spec: {
        policyName: name,
        validationActions: ['Deny'],
        matchResources: {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
        },
      },
    };
    apply(policy, binding);
    ends.push(
      () =>
        void kubectl([
          'delete',
          'validatingadmissionpolicy,validatingadmissionpolicybinding',
          name,
        ]),
    );
    // It bites a moment after it was made.
    const refused = async () => {
      for (;;) {
        const made = await client.createPod(idlePod());
        await client.deletePod(made.metadata?.name ?? '', {
          uid: made.metadata?.uid ?? '',
          graceSeconds: 0,
        });
      }
    };
    await expect(refused()).rejects.toMatchObject({
      code: 'admission-policy',
      message: expect.stringContaining('a deadline is missing'),
    });
  });

  /** Returns when the quota was looked at: before, nothing can be made. */
  function counted(namespace: string): void {
    kubectl([
      '-n',
      namespace,
      'wait',
      '--for=jsonpath={.status.hard}',
      'resourcequota/q',
      '--timeout=30s',
    ]);
  }

  async function ended(client: ClusterClient, name: string): Promise<void> {
    const stop = new AbortController();
    const look = (event: PodEvent) => {
      const pods = event.kind === 'all' ? event.pods : event.kind === 'set' ? [event.pod] : [];
      if (pods.some(({ status }) => status?.phase === 'Succeeded' || status?.phase === 'Failed'))
        stop.abort();
    };
    await client.watchPods({ fieldSelector: `metadata.name=${name}` }, look, stop.signal);
  }
});
