/** What is made of a cluster's replies: each in the words that a person reads, with the command for it. */
import { describe, expect, test } from 'vitest';
import { ClusterPlace } from '../../../main/backends/kubernetes/cluster-place';
import type { PodSettings } from '../../../main/backends/kubernetes/reach';
import { clockOutcome } from '../../../main/diagnostics/clock';
import { bytesWords, limitsOutcome, quotaOutcome } from '../../../main/diagnostics/cluster/amounts';
import { certificateOutcome } from '../../../main/diagnostics/cluster/certificate';
import { commandFor } from '../../../main/diagnostics/cluster/fixes';
import { podSecurityOutcome } from '../../../main/diagnostics/cluster/namespace';
import { imageOutcome, nodesOutcome } from '../../../main/diagnostics/cluster/nodes';
import { bindingsOutcome, policiesOutcome } from '../../../main/diagnostics/cluster/objects';
import { endpointsOutcome, ingressOutcome } from '../../../main/diagnostics/cluster/outside';
import { rightGroups, rightOutcome } from '../../../main/diagnostics/cluster/rights';
import { latencyOutcome } from '../../../main/diagnostics/cluster/server';
import { versionOutcome } from '../../../main/diagnostics/cluster/versions';
import { CLUSTER_DEFAULTS } from '../../../preload/contract';

const place = ClusterPlace.parse({
  way: 'kubeconfig',
  files: null,
  context: 'dev',
  namespace: 'gam-lena',
});
const settings: PodSettings = {
  image: 'team/gamgui:1.0',
  serviceAccount: null,
  podTemplate: null,
  gateway: { service: null, host: null, path: null },
  volume: null,
  sizes: CLUSTER_DEFAULTS.sizes,
  timezone: 'UTC',
};
const where = { place, settings };
const K = 'kubectl --context dev';

describe('versions', () => {
  test.each([
    ['v1.37.2', 'passed'],
    ['v1.30.0', 'passed'],
    ['v1.33.5-gke.1080000', 'passed'],
    ['v1.29.9', 'failed'],
    ['v1.38.0', 'warned'],
    ['v2.0.0', 'unchecked'],
    ['', 'unchecked'],
  ])('%s: %s', (version, kind) => expect(versionOutcome(version).kind).toBe(kind));
});

describe('clock', () => {
  const at = Date.parse('Wed, 02 Dec 2026 08:00:00 GMT');
  test.each([
    [500, 'passed', '0.0 s apart'],
    [-1500, 'passed', '2.0 s apart'],
    [60_500, 'warned', '60 s ahead'],
    [-48 * 3_600_000, 'failed', '48 h behind'],
    [300_500, 'failed', '5 min ahead'],
  ])('%d ms off: %s, %s', (off, kind, words) => {
    const outcome = clockOutcome('Wed, 02 Dec 2026 08:00:00 GMT', at + off, at + off);
    expect(outcome).toMatchObject(
      kind === 'passed' ? { kind, says: words } : { kind, what: words },
    );
  });
  test('that is not told', () => expect(clockOutcome(undefined, 0, 0).kind).toBe('unchecked'));
});

describe('a certificate', () => {
  const now = Date.parse('2026-12-02T00:00:00Z');
  test.each([
    ['Dec 20 00:00:00 2026 GMT', 'passed'],
    ['Dec 05 00:00:00 2026 GMT', 'warned'],
    ['', 'passed'],
  ])('until “%s”: %s', (until, kind) =>
    expect(certificateOutcome({ valid_to: until }, 'TLSv1.3', now).kind).toBe(kind),
  );
});

describe('rights', () => {
  const user = { name: 'lena@acme.example', groups: [] };
  const exec = rightGroups(settings).find(({ id }) => id === 'exec');
  if (exec === undefined) throw new Error('no exec');

  test('that are missing are named one by one, with a role that gives just them', () => {
    const outcome = rightOutcome({ place, user }, exec, ['create']);
    expect(outcome).toMatchObject({
      kind: 'failed',
      what: 'Not allowed: create pods/exec',
      why: 'You may get pods/exec in gam-lena, but not create. Since 1.35 Kubernetes wants both get and create, so no terminal can open.',
    });
    const name = /create role (\S+)/.exec('command' in outcome ? (outcome.command ?? '') : '')?.[1];
    expect(outcome).toMatchObject({
      command: `${K} -n gam-lena create role ${name} --verb=create --resource=pods/exec &&\n${K} -n gam-lena create rolebinding ${name} --role=${name} --user=lena@acme.example`,
    });
  });

  test('all of which are missing', () =>
    expect(rightOutcome({ place, user }, exec, ['get', 'create'])).toMatchObject({
      why: expect.stringMatching(/^You may not get, create pods\/exec in gam-lena\. /),
    }));

  test('that only help are no failure', () => {
    const log = rightGroups(settings).find(({ id }) => id === 'log');
    expect(log && rightOutcome({ place, user }, log, ['get']).kind).toBe('warned');
  });

  test('for spares are asked about, and sessions go without', () => {
    const spares = rightGroups(settings).find(({ id }) => id === 'spares');
    expect(spares && rightOutcome({ place, user }, spares, ['patch'])).toMatchObject({
      kind: 'warned',
      what: 'Not allowed: patch pods',
      command: expect.stringContaining('--verb=patch --resource=pods'),
    });
  });

  test('for what the settings do not name are not asked about', () => {
    const ids = (more: Partial<PodSettings>) =>
      rightGroups({ ...settings, ...more }).map(({ id }) => id);
    expect(ids({})).not.toContain('template');
    expect(ids({ podTemplate: 't' })).toContain('template');
    const claims = rightGroups({ ...settings, volume: '4Gi' }).find(({ id }) => id === 'claims');
    expect(claims?.verbs).toContain('create');
  });
});

describe('a quota', () => {
  const quota = (hard: Record<string, string>, used: Record<string, string>, name = 'q') => ({
    metadata: { name },
    status: { hard, used },
  });

  test('with room says how much, in the order in which people ask', () =>
    expect(
      quotaOutcome(
        [
          quota(
            { 'requests.memory': '8Gi', pods: '10', 'requests.cpu': '5' },
            { pods: '4', 'requests.cpu': '2', 'requests.memory': '2560Mi' },
          ),
        ],
        where,
      ),
    ).toEqual({ kind: 'passed', says: '6 of 10 pods, 3 of 5 CPU, 5.5 GiB of 8 GiB memory' }));

  test('without room names what is short, how much there is, and what is needed', () =>
    expect(
      quotaOutcome([quota({ 'limits.memory': '1Gi' }, { 'limits.memory': '768Mi' })], where),
    ).toMatchObject({
      kind: 'failed',
      what: 'No room for a session: limits.memory',
      why: 'The quota q of gam-lena allows 1 GiB of limits.memory, 768 MiB are used, and a standard session needs 512 MiB.',
      command: `${K} -n gam-lena describe resourcequota q`,
    }));

  test('of several the one that is full is told', () =>
    expect(
      quotaOutcome(
        [quota({ pods: '9' }, { pods: '1' }), quota({ pods: '1' }, { pods: '1' }, 'small')],
        where,
      ),
    ).toMatchObject({ kind: 'failed', command: expect.stringContaining(' small') }));

  test('that is just enough is enough', () =>
    expect(quotaOutcome([quota({ cpu: '800m' }, { cpu: '300m' })], where).kind).toBe('passed'));

  test.each([
    [[], 'No quota is set'],
    [[quota({ services: '1' }, {})], 'Its quotas do not count what sessions use'],
  ])('that counts nothing of it', (quotas, says) =>
    expect(quotaOutcome(quotas, where)).toEqual({ kind: 'passed', says }),
  );

  test('counts a volume where sessions have one', () =>
    expect(
      quotaOutcome([quota({ persistentvolumeclaims: '0' }, {})], {
        place,
        settings: { ...settings, volume: '4Gi' },
      }).kind,
    ).toBe('failed'));
});

describe('limits', () => {
  const range = (max: Record<string, string>, type = 'Container') => ({
    metadata: { name: 'l' },
    spec: { limits: [{ type, max }] },
  });

  test.each([
    [{ memory: '4Gi' }, 'passed'],
    [{ memory: '2Gi' }, 'warned'],
    [{ cpu: '100m' }, 'failed'],
    [{ 'ephemeral-storage': '1Gi' }, 'failed'],
  ])('%j: %s', (max, kind) => expect(limitsOutcome([range(max)], where).kind).toBe(kind));

  test('of other things do not matter', () =>
    expect(limitsOutcome([range({ storage: '1' }, 'PersistentVolumeClaim')], where).kind).toBe(
      'passed',
    ));

  test('say which size, and why', () =>
    expect(limitsOutcome([range({ memory: '2Gi' })], where)).toMatchObject({
      what: 'Does not fit: extra-large',
      why: expect.stringContaining('extra-large (memory 4Gi, at most 2Gi is allowed)'),
    }));
});

describe('a namespace', () => {
  const ENFORCE = 'pod-security.kubernetes.io/enforce';
  test.each([
    [{ [ENFORCE]: 'restricted' }, 'passed'],
    [{ [ENFORCE]: 'baseline' }, 'warned'],
    [{}, 'warned'],
    [null, 'unchecked'],
  ])('with the labels %j: %s', (labels, kind) =>
    expect(podSecurityOutcome({ labels, place }).kind).toBe(kind),
  );

  test('without a policy says how to see that', () =>
    expect(policiesOutcome([], { place })).toMatchObject({
      kind: 'warned',
      command: `${K} -n gam-lena get networkpolicies`,
    }));

  test('whose bindings name the user, or a group of theirs', () => {
    const binding = (name: string, subject: { kind: string; name: string }) => ({
      metadata: { name },
      roleRef: { kind: 'ClusterRole', name: 'gamgui-user' },
      subjects: [subject],
    });
    const all = [
      binding('mine', { kind: 'User', name: 'lena' }),
      binding('ours', { kind: 'Group', name: 'admins' }),
      binding('theirs', { kind: 'User', name: 'bo' }),
    ];
    expect(bindingsOutcome(all, { name: 'lena', groups: ['admins'] })).toEqual({
      kind: 'passed',
      says: 'mine (ClusterRole gamgui-user), ours (ClusterRole gamgui-user)',
    });
    expect(bindingsOutcome(all, { name: 'x', groups: [] })).toMatchObject({ kind: 'passed' });
  });
});

describe('what is in front of sessions', () => {
  const slice = (...ready: (boolean | null)[]) => ({
    endpoints: ready.map((one) => ({ conditions: { ready: one } })),
  });
  test.each([
    [[slice(true, false)], 'passed'],
    [[slice(null)], 'passed'],
    [[slice(false)], 'warned'],
    [[{ endpoints: null }], 'warned'],
    [[], 'warned'],
  ])('%j: %s', (slices, kind) => expect(endpointsOutcome(slices, 's', { place }).kind).toBe(kind));
  test.each([
    [200, 'passed'],
    [404, 'passed'],
    [503, 'warned'],
  ])('an ingress that answers %d: %s', (status, kind) =>
    expect(ingressOutcome(status, 'a.example', {}).kind).toBe(kind),
  );
});

describe('an image', () => {
  const event = (reason: string, message: string, lastTimestamp: string) => ({
    reason,
    message,
    lastTimestamp,
  });
  const PULLED = event(
    'Pulled',
    'Successfully pulled image "team/gamgui:1.0"',
    '2026-12-02T08:00:00Z',
  );
  const FAILED = event(
    'Failed',
    'Failed to pull image "team/gamgui:1.0": \u001b[31mnot found',
    '2026-12-02T09:00:00Z',
  );
  const look = (...events: object[]) => imageOutcome(events, settings.image, { place });

  test('goes by the last event of it', () => {
    expect(look(FAILED, PULLED)).toMatchObject({
      kind: 'failed',
      why: 'The last try of a node ended with: Failed to pull image "team/gamgui:1.0": ␛[31mnot found.',
    });
    expect(look({ ...FAILED, lastTimestamp: '2026-12-02T07:00:00Z' }, PULLED).kind).toBe('passed');
  });
  test('of which nothing was heard is not known', () => {
    expect(look(event('Failed', 'Failed to pull image "other:1"', '')).kind).toBe('unchecked');
    expect(look().kind).toBe('unchecked');
  });
});

describe('nodes', () => {
  const node = (ready: string, unschedulable = false) => ({
    metadata: { name: 'n' },
    spec: { unschedulable },
    status: { conditions: [{ type: 'Ready', status: ready }] },
  });
  test.each([
    [[node('True')], 'passed'],
    [[node('True'), node('False')], 'warned'],
    [[node('Unknown')], 'failed'],
    [[node('True', true)], 'failed'],
    [[], 'passed'],
  ])('%j: %s', (nodes, kind) => expect(nodesOutcome(nodes, { place }).kind).toBe(kind));
});

describe('a failure', () => {
  const at = { place, settings, host: 'k8s.example:6443' };
  test.each([
    ['dns', 'nslookup k8s.example'],
    ['refused', 'curl -v --max-time 10 https://k8s.example:6443/version'],
    ['quota', `${K} -n gam-lena describe resourcequota`],
    ['unauthorized', `${K} auth whoami`],
    ['no-endpoint', undefined],
    ['of no kind', undefined],
  ])('%s has the command %s', (code, command) => expect(commandFor({ code }, at)).toBe(command));

  test('of GKE is mended with gcloud', () => {
    const gke = ClusterPlace.parse({
      way: 'gke',
      project: 'p-1',
      location: 'l',
      cluster: 'c',
      namespace: 'n',
    });
    expect(commandFor({ code: 'no-endpoint' }, { ...at, place: gke })).toBe(
      'gcloud container clusters update c --enable-dns-access --location l --project p-1',
    );
    expect(commandFor({ code: 'google-api-off' }, { ...at, place: gke })).toBe(
      'gcloud services enable container.googleapis.com --project p-1',
    );
  });
});

test.each([
  [[300, 20, 25], 'passed', 20],
  [[900, 400, 410], 'warned', 400],
])('round trips of %j ms: %s, by the best', (trips, kind, best) => {
  const words = `There and back in ${best} ms`;
  const outcome = latencyOutcome(trips);
  expect(outcome).toMatchObject(kind === 'passed' ? { kind, says: words } : { kind, what: words });
});

test.each([
  [512 * 2 ** 20, '512 MiB'],
  [5.5 * 2 ** 30, '5.5 GiB'],
  [1023, '1 KiB'],
])('%d bytes are %s', (value, words) => expect(bytesWords(value)).toBe(words));
