/** The pod of a session: the admin's template, or nothing, with all that a session needs and the restricted profile put over it. */
import type {
  V1Container,
  V1Pod,
  V1PodSpec,
  V1PodTemplateSpec,
  V1ResourceRequirements,
  V1Volume,
  V1VolumeMount,
} from '@kubernetes/client-node';
import { Failure } from '../../../failure';
import type { SessionSpec } from '../../backend';
import { agentConfig } from '../../container-config';
import { agentCommand } from '../../image';
import { APP, APP_LABEL, OWNER_LABEL, ownerHash, SESSION_LABEL, TENANT_LABEL } from '../../labels';
import { ANNOTATIONS, CONTAINER, podName } from './names';
import { breaches } from './restricted';
import { secretMounts, secretVolumes } from './secret';

/** What a pod is made from, beside the session's specification. */
export interface PodParts {
  readonly namespace: string;
  /** The user as the API server knows it. */
  readonly owner: string;
  /** The session image, or null: the template names one. */
  readonly image: string | null;
  /** Kubernetes quantities, for requests and limits alike. */
  readonly cpu: string;
  readonly memory: string;
  /** The service account, or null: the template's, or the namespace's own. */
  readonly serviceAccount: string | null;
  /** The claim that the session's folder is on, or null: it goes with the node. */
  readonly claim: string | null;
  /** What a gateway is to publish it by; what is null is not written. */
  readonly gateway: {
    readonly service: string | null;
    readonly host: string | null;
    readonly path: string | null;
  };
  /** The admin's PodTemplate, or null. */
  readonly template: V1PodTemplateSpec | null;
  /** The clock of the shell and of GAM, an IANA name. */
  readonly timezone: string;
  /** Made ahead: its agent waits for whoever claims it. */
  readonly spare?: boolean;
}

/** No session is older, whatever else holds it: the backstop. seconds */
export const DEADLINE_S = 7 * 24 * 3600;
/** How long the agent has to end what runs. seconds */
export const GRACE_S = 10;
/** The session's folder, journal included. The image's user must be able to write it. */
const DISK_BYTES = 4 * 2 ** 30;
/** What is beside it: logs, /tmp. */
export const SESSION_ROOM = '5Gi';
/** The user of the image (agent/Containerfile). */
const USER = 10_001;
const MINE = 'gamgui-';

const MOUNTS: readonly V1VolumeMount[] = [
  { name: `${MINE}session`, mountPath: '/session' },
  { name: `${MINE}run`, mountPath: '/run/gamgui' },
  { name: `${MINE}tmp`, mountPath: '/tmp' },
];

function volumes(claim: string | null): V1Volume[] {
  const session =
    claim === null
      ? { emptyDir: { sizeLimit: '4Gi' } }
      : { persistentVolumeClaim: { claimName: claim } };
  return [
    { name: `${MINE}session`, ...session },
    { name: `${MINE}run`, emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
    { name: `${MINE}tmp`, emptyDir: { sizeLimit: '512Mi' } },
  ];
}

/** When Kubernetes ends the pod, in seconds after its start. The template's where that is earlier. */
export function deadlineOf({ template }: Pick<PodParts, 'template'>): number {
  return Math.min(template?.spec?.activeDeadlineSeconds ?? DEADLINE_S, DEADLINE_S);
}

/** A pod may wait for a node before its deadline counts, and a computer's clock be wrong. ms */
const LATE_MS = 24 * 3_600_000;

/**
 * When a session's pod may be removed by whoever tidies up, with all apps off: surely after Kubernetes' own deadline, which
 * counts by the cluster's clock from the pod's start, as nothing that is in use must go by this. `madeAt` in ms since 1970.
 */
export function expiryOf(madeAt: number, deadlineMs: number): string {
  return new Date(madeAt + deadlineMs + LATE_MS).toISOString();
}

function annotations(spec: SessionSpec, parts: PodParts): Record<string, string> {
  const { owner, gateway } = parts;
  const given: [string, string | null][] = [
    [ANNOTATIONS.owner, owner],
    [ANNOTATIONS.spec, JSON.stringify(spec)],
    [ANNOTATIONS.expires, expiryOf(spec.createdAt, deadlineOf(parts) * 1000)],
    [ANNOTATIONS.service, gateway.service],
    [ANNOTATIONS.ingressHost, gateway.host],
    [ANNOTATIONS.ingressPath, gateway.path],
    // https://cloud.google.com/kubernetes-engine/docs/how-to/extended-duration-pods: else a scale-down ends it within minutes.
    ['cluster-autoscaler.kubernetes.io/safe-to-evict', 'false'],
  ];
  return Object.fromEntries(
    given.flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  );
}

/** The marks of everything that belongs to the session. */
export function labels(spec: SessionSpec, owner: string): Record<string, string> {
  return {
    [APP_LABEL]: APP,
    [OWNER_LABEL]: ownerHash(owner),
    [SESSION_LABEL]: spec.id,
    [TENANT_LABEL]: spec.tenant.id,
  };
}

function resources({ cpu, memory }: PodParts): V1ResourceRequirements {
  const amounts = { cpu, memory, 'ephemeral-storage': SESSION_ROOM };
  return { requests: amounts, limits: amounts };
}

/** The container of the agent: the template's of that name, or its only one, with what must be so over it. */
function sessionContainer(
  spec: SessionSpec,
  parts: PodParts,
  own: V1Container | undefined,
  deadlineS: number,
): V1Container {
  const image = parts.image ?? own?.image;
  if (!image) {
    const fix = 'Set K8S_IMAGE, or the image in the settings or in the PodTemplate.';
    throw new Failure('no-image', 'No image is set for sessions in this cluster.', fix);
  }
  const { timezone, spare = false } = parts;
  const config = agentConfig(spec, { deadlineS, diskBytes: DISK_BYTES, timezone, spare });
  const env = (own?.env ?? []).filter(({ name }) => name !== 'GAMGUI_CONFIG');
  const mine = [...MOUNTS, ...secretMounts(spec.tenant)];
  const mounts = (own?.volumeMounts ?? []).filter(
    ({ mountPath }) => !mine.some((one) => one.mountPath === mountPath),
  );
  return {
    ...own,
    name: CONTAINER,
    image,
    imagePullPolicy: own?.imagePullPolicy ?? 'IfNotPresent',
    command: agentCommand('host'),
    args: [],
    env: [...env, { name: 'GAMGUI_CONFIG', value: JSON.stringify(config) }],
    volumeMounts: [...mounts, ...mine],
    resources: resources(parts),
    // Ours writes no content to its log, and its last lines say why it could not start.
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: {
      ...own?.securityContext,
      ...restrictedContainer(),
      readOnlyRootFilesystem: true,
      runAsUser: USER,
      runAsGroup: USER,
    },
  };
}

function restrictedContainer() {
  return {
    allowPrivilegeEscalation: false,
    privileged: false,
    runAsNonRoot: true,
    capabilities: { drop: ['ALL'] },
  };
}

/** Another container of the template: kept, and made to fit the profile where it says nothing. */
function besides(container: V1Container): V1Container {
  const context = container.securityContext;
  const { add } = context?.capabilities ?? {};
  const capabilities = add === undefined ? { drop: ['ALL'] } : { add, drop: ['ALL'] };
  return {
    ...container,
    securityContext: { ...context, ...restrictedContainer(), capabilities },
  };
}

/** @throws Failure `template`, naming the first setting in the way */
function mustBeRestricted(template: V1PodTemplateSpec): void {
  const [first, ...more] =
    template.spec === undefined ? [] : breaches(template.spec, 'template.spec');
  if (first === undefined) return;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  throw new Failure(
    'template',
    `The PodTemplate sets ${first.path}, which the restricted profile forbids${others}.`,
    `It wants ${first.wants}. Ask whoever keeps the template to change it.`,
  );
}

/** The template's container that is the session's. @throws Failure `template`: which of several it is cannot be told */
function ownContainer(containers: readonly V1Container[]): V1Container | undefined {
  const named = containers.find(({ name }) => name === CONTAINER);
  if (named !== undefined || containers.length < 2) return named ?? containers[0];
  const message = `The PodTemplate has ${containers.length} containers, and none is named “${CONTAINER}”.`;
  throw new Failure('template', message, `Name the one that is to be the session “${CONTAINER}”.`);
}

function podSpec(spec: SessionSpec, parts: PodParts): V1PodSpec {
  const base = parts.template?.spec;
  const containers = base?.containers ?? [];
  const own = ownContainer(containers);
  const deadlineS = deadlineOf(parts);
  const { source } = spec.tenant;
  // Who signs for a tenant without a key is the tenant's own.
  const serviceAccountName =
    source.kind === 'keyless'
      ? source.serviceAccount
      : (parts.serviceAccount ?? base?.serviceAccountName);
  return {
    ...base,
    ...(serviceAccountName === undefined ? {} : { serviceAccountName }),
    // GKE's metadata server knows a pod by its address: Workload Identity needs no token in it.
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    // The agent takes up its journal where a crash left it, and exits 0 when it ends on purpose.
    restartPolicy: 'OnFailure',
    activeDeadlineSeconds: deadlineS,
    terminationGracePeriodSeconds: GRACE_S,
    securityContext: {
      ...base?.securityContext,
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      seccompProfile: base?.securityContext?.seccompProfile ?? { type: 'RuntimeDefault' },
    },
    ...(base?.initContainers === undefined
      ? {}
      : { initContainers: base.initContainers.map(besides) }),
    containers: [
      sessionContainer(spec, parts, own, deadlineS),
      ...containers.filter((one) => one !== own).map(besides),
    ],
    volumes: [
      ...(base?.volumes ?? []).filter(({ name }) => !name.startsWith(MINE)),
      ...volumes(parts.claim),
      ...secretVolumes(spec.tenant),
    ],
  };
}

/** @throws Failure `template` or `no-image` */
export function podManifest(spec: SessionSpec, parts: PodParts): V1Pod {
  const { template, namespace, owner } = parts;
  if (template !== null) mustBeRestricted(template);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: podName(spec.id),
      namespace,
      labels: { ...template?.metadata?.labels, ...labels(spec, owner) },
      annotations: { ...template?.metadata?.annotations, ...annotations(spec, parts) },
    },
    spec: podSpec(spec, parts),
  };
}
