import type { V1PodSpec, V1PodTemplateSpec } from '@kubernetes/client-node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEADLINE_S,
  type PodParts,
  podManifest,
} from '../../../../main/backends/kubernetes/pods/manifest';
import { breaches } from '../../../../main/backends/kubernetes/pods/restricted';
import { withoutSecret } from '../../../../main/backends/kubernetes/pods/secret';
import { ownerHash } from '../../../../main/backends/labels';
import { DEMO } from '../../../../main/tenants/tenants';
import { KeptTenant } from '../../../../preload/contract';
import { aSpec } from './a-spec';

const PARTS: PodParts = {
  namespace: 'gamgui',
  owner: 'ana@corp.example',
  image: 'gamgui/session:1',
  cpu: '500m',
  memory: '512Mi',
  serviceAccount: null,
  claim: null,
  gateway: { service: null, host: null, path: null },
  template: null,
  timezone: 'Europe/Madrid',
};

function withTemplate(spec: Partial<V1PodSpec>): PodParts {
  return { ...PARTS, template: { spec: { containers: [], ...spec } } };
}

/** Settings the profile forbids, and the path that must be named. */
const FORBIDDEN: [string, Partial<V1PodSpec>][] = [
  ['template.spec.hostNetwork', { hostNetwork: true }],
  ['template.spec.hostPID', { hostPID: true }],
  ['template.spec.hostIPC', { hostIPC: true }],
  ['template.spec.securityContext.runAsNonRoot', { securityContext: { runAsNonRoot: false } }],
  ['template.spec.securityContext.runAsUser', { securityContext: { runAsUser: 0 } }],
  [
    'template.spec.securityContext.seccompProfile.type',
    { securityContext: { seccompProfile: { type: 'Unconfined' } } },
  ],
  [
    'template.spec.securityContext.sysctls[0]',
    { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } },
  ],
  ['template.spec.volumes[0].hostPath', { volumes: [{ name: 'x', hostPath: { path: '/' } }] }],
  [
    'template.spec.containers[0].securityContext.privileged',
    { containers: [{ name: 'session', securityContext: { privileged: true } }] },
  ],
  [
    'template.spec.containers[0].securityContext.allowPrivilegeEscalation',
    { containers: [{ name: 'session', securityContext: { allowPrivilegeEscalation: true } }] },
  ],
  [
    'template.spec.initContainers[0].securityContext.capabilities.add',
    {
      initContainers: [{ name: 'i', securityContext: { capabilities: { add: ['SYS_ADMIN'] } } }],
    },
  ],
  [
    'template.spec.containers[0].ports[0].hostPort',
    { containers: [{ name: 'session', ports: [{ containerPort: 1, hostPort: 1 }] }] },
  ],
];

describe('a pod', () => {
  it('is restricted, bounded, and marked with its owner and session', () => {
    const spec = aSpec();
    const pod = podManifest(spec, PARTS);
    expect(pod.metadata?.name).toBe('gamgui-abcde12345');
    expect(pod.metadata?.labels).toEqual({
      'app.kubernetes.io/name': 'gamgui',
      'gamgui.dev/owner': ownerHash(PARTS.owner),
      'gamgui.dev/session': spec.id,
      'gamgui.dev/tenant': 'demo',
    });
    expect(pod.metadata?.annotations).toMatchObject({
      'gamgui.dev/owner': PARTS.owner,
      'gamgui.dev/expires-at': '2026-01-10T00:00:00.000Z',
    });
    expect(pod.spec).toMatchObject({
      restartPolicy: 'OnFailure',
      activeDeadlineSeconds: DEADLINE_S,
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    const [container] = pod.spec?.containers ?? [];
    expect(container?.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container?.command).toEqual(['/usr/local/bin/gamgui-agent', 'host']);
    expect(container?.resources?.limits).toMatchObject({ cpu: '500m', memory: '512Mi' });
    const config: unknown = JSON.parse(
      container?.env?.find(({ name }) => name === 'GAMGUI_CONFIG')?.value ?? '',
    );
    expect(config).toMatchObject({
      session: spec.id,
      tenant: { kind: 'demo' },
      timezone: 'Europe/Madrid',
      limits: { lifeMs: spec.lifeMs, deadline: spec.createdAt + DEADLINE_S * 1000 },
    });
  });

  it('keeps what the template adds, and lets it only shorten the deadline', () => {
    const template: V1PodTemplateSpec = {
      metadata: { labels: { team: 'it', 'gamgui.dev/owner': 'forged' } },
      spec: {
        activeDeadlineSeconds: 60,
        nodeSelector: { pool: 'gam' },
        containers: [{ name: 'only', image: 'theirs', env: [{ name: 'A', value: 'b' }] }],
        volumes: [{ name: 'more', emptyDir: {} }],
      },
    };
    const pod = podManifest(aSpec(), { ...PARTS, template });
    expect(pod.metadata?.labels).toMatchObject({
      team: 'it',
      'gamgui.dev/owner': ownerHash(PARTS.owner),
    });
    expect(pod.spec).toMatchObject({ activeDeadlineSeconds: 60, nodeSelector: { pool: 'gam' } });
    expect(pod.spec?.containers).toHaveLength(1);
    expect(pod.spec?.containers[0]).toMatchObject({ name: 'session', image: PARTS.image });
    expect(pod.spec?.containers[0]?.env?.[0]).toEqual({ name: 'A', value: 'b' });
    expect(pod.spec?.volumes?.map(({ name }) => name)).toContain('more');
    const longer = { ...template, spec: { containers: [], activeDeadlineSeconds: 10 ** 9 } };
    expect(podManifest(aSpec(), { ...PARTS, template: longer }).spec?.activeDeadlineSeconds).toBe(
      DEADLINE_S,
    );
  });

  it.each(FORBIDDEN)('is not made from a template that sets %s', (path, spec) => {
    expect(() => podManifest(aSpec(), withTemplate(spec))).toThrow(path);
  });

  it('is not made without an image, nor where its container cannot be told', () => {
    expect(() => podManifest(aSpec(), { ...PARTS, image: null })).toThrow('No image');
    const containers = [{ name: 'a' }, { name: 'b' }];
    expect(() => podManifest(aSpec(), withTemplate({ containers }))).toThrow('none is named');
  });

  it('fits the profile whatever a permitted template leaves out', () => {
    const containers = fc.array(
      fc.record({ name: fc.constantFrom('session', 'side', 'log'), image: fc.string() }),
      { maxLength: 1 },
    );
    const volumes = fc.array(fc.record({ name: fc.string(), emptyDir: fc.constant({}) }));
    fc.assert(
      fc.property(containers, volumes, (some, more) => {
        const { spec } = podManifest(aSpec(), withTemplate({ containers: some, volumes: more }));
        expect(spec === undefined ? ['none'] : breaches(spec)).toEqual([]);
      }),
    );
  });
});

describe('a tenant’s credentials', () => {
  const tenant = (source: object) =>
    KeptTenant.parse({ ...DEMO, id: 'larkfield', colour: 'teal', source });
  const secret = tenant({ kind: 'secret', name: 'gam-larkfield', section: 'nord' });
  const keyless = tenant({
    kind: 'keyless',
    serviceAccount: 'gam-larkfield',
    address: 'gam-larkfield@gam-project.iam.gserviceaccount.com',
    clientId: '123456789012345678901',
    admin: 'admin@larkfield.example',
    customer: 'C01abc234',
  });

  it('come from a Secret that is mounted by itself, read only', () => {
    const pod = podManifest(aSpec({ tenant: secret }), PARTS);
    expect(pod.spec?.volumes).toContainEqual({
      name: 'gamgui-secret',
      secret: { secretName: 'gam-larkfield', defaultMode: 0o400 },
    });
    const [container] = pod.spec?.containers ?? [];
    const mount = { name: 'gamgui-secret', mountPath: '/run/gamgui-secret', readOnly: true };
    expect(container?.volumeMounts).toContainEqual(mount);
    const config = container?.env?.find(({ name }) => name === 'GAMGUI_CONFIG')?.value;
    expect(JSON.parse(config ?? '').tenant).toMatchObject({
      kind: 'gam',
      section: 'nord',
      credentials: { kind: 'mounted', from: '/run/gamgui-secret', memory: '/run/gamgui/keys' },
    });
    expect(breaches(pod.spec ?? { containers: [] })).toEqual([]);
  });

  it('are nowhere where there is no key: the pod runs as the tenant’s service account', () => {
    const { spec } = podManifest(aSpec({ tenant: keyless }), { ...PARTS, serviceAccount: 'other' });
    expect(spec?.serviceAccountName).toBe('gam-larkfield');
    expect(spec?.automountServiceAccountToken).toBe(false);
    expect(spec?.volumes?.some((volume) => volume.secret !== undefined)).toBe(false);
  });

  it('that are missing are told with the command that makes them', () => {
    const message = 'MountVolume.SetUp failed for volume "x" : secret "gam-larkfield" not found';
    const event = { reason: 'FailedMount', message, metadata: {}, involvedObject: {} };
    expect(withoutSecret(secret, 'team', [event])).toMatchObject({
      code: 'no-secret',
      fix: expect.stringContaining(
        'kubectl -n team create secret generic gam-larkfield --from-file=',
      ),
    });
    expect(withoutSecret(secret, 'team', [{ ...event, message: 'slow' }])).toBeNull();
    expect(withoutSecret(DEMO, 'team', [event])).toBeNull();
  });
});
