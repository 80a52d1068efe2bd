/** Pods that a workspace's admission policy refuses. */
import type { V1Pod } from '@kubernetes/client-node';
import { ANNOTATIONS } from '../../../main/backends/kubernetes/pods/names';
import { SESSION_LABEL } from '../../../main/backends/labels';
import { aSession, podOf } from './session-pod';
import { USER } from './stage';

/** The pod that the app would make there for the user, which no node takes: it need not run. */
export function sessionPod(namespace: string, script?: string): V1Pod {
  const pod = podOf(aSession(), { owner: USER, namespace, ...(script && { script }) });
  if (pod.spec === undefined) throw new Error('it has no specification');
  Object.assign(pod.spec, {
    serviceAccountName: 'gamgui-session',
    nodeSelector: { 'gamgui.dev/test': 'no-node' },
  });
  return pod;
}

/** Its metadata, specification and container, to be made worse. */
export function partsOf({ metadata = {}, spec }: V1Pod) {
  const [container] = spec?.containers ?? [];
  if (spec === undefined || container === undefined) throw new Error('it has no container');
  return {
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    spec,
    container,
  };
}

/** A pod that is refused, and with what words. */
export interface Row {
  readonly name: string;
  readonly says: string;
  spoil(parts: ReturnType<typeof partsOf>): void;
}

/** What the policy refuses: a pod of the app's, made worse in one thing. */
export const ROWS: readonly Row[] = [
  {
    name: 'an image that is not on the list',
    says: 'an image that is not on the list of the workspace (ConfigMap gamgui-policy): evil.example/miner:1',
    spoil: ({ container }) => Object.assign(container, { image: 'evil.example/miner:1' }),
  },
  {
    name: 'an image that only begins like one on the list',
    says: 'an image that is not on the list of the workspace',
    spoil: ({ container }) => Object.assign(container, { image: `${container.image}-other` }),
  },
  {
    name: 'a foreign image in a container that runs before',
    says: 'an image that is not on the list of the workspace',
    spoil: ({ spec, container }) =>
      Object.assign(spec, {
        initContainers: [{ ...container, name: 'before', image: 'evil.example/miner:1' }],
      }),
  },
  {
    name: 'a foreign owner',
    says: `the annotation gamgui.dev/owner must be who makes the pod: ${USER}`,
    spoil: ({ annotations }) =>
      Object.assign(annotations, { [ANNOTATIONS.owner]: 'bo@corp.example' }),
  },
  {
    name: 'no owner',
    says: 'the annotation gamgui.dev/owner, whose pod it is, is missing',
    spoil: ({ annotations }) => delete annotations[ANNOTATIONS.owner],
  },
  {
    name: 'no session',
    says: 'the labels gamgui.dev/owner and gamgui.dev/session are missing',
    spoil: ({ labels }) => delete labels[SESSION_LABEL],
  },
  {
    name: 'no deadline',
    says: 'activeDeadlineSeconds is missing or over 604800',
    spoil: ({ spec }) => delete spec.activeDeadlineSeconds,
  },
  {
    name: 'a deadline of eight days',
    says: 'activeDeadlineSeconds is missing or over 604800',
    spoil: ({ spec }) => Object.assign(spec, { activeDeadlineSeconds: 8 * 24 * 3600 }),
  },
  {
    name: 'another service account',
    says: 'the service account default is not on the list of the workspace',
    spoil: ({ spec }) => Object.assign(spec, { serviceAccountName: 'default' }),
  },
  {
    name: 'a token of its account',
    says: 'automountServiceAccountToken must be false',
    spoil: ({ spec }) => Object.assign(spec, { automountServiceAccountToken: true }),
  },
  {
    name: 'privilege escalation',
    says: 'allowPrivilegeEscalation must be false',
    spoil: ({ container }) => delete container.securityContext?.allowPrivilegeEscalation,
  },
  {
    name: 'a root that may be',
    says: 'runAsNonRoot must be true',
    spoil: ({ container, spec }) => {
      delete container.securityContext?.runAsNonRoot;
      delete spec.securityContext?.runAsNonRoot;
    },
  },
  {
    name: 'capabilities',
    says: 'all capabilities must be dropped',
    spoil: ({ container }) => delete container.securityContext?.capabilities,
  },
  {
    name: 'the network of the node',
    says: 'hostNetwork, hostPID and hostIPC must not be set',
    spoil: ({ spec }) => Object.assign(spec, { hostNetwork: true }),
  },
  {
    name: 'a folder of the node',
    says: 'a folder of the node (hostPath) must not be mounted',
    spoil: ({ spec }) => spec.volumes?.push({ name: 'root', hostPath: { path: '/' } }),
  },
  {
    name: 'a node by its name',
    says: 'nodeName must be left to the scheduler',
    spoil: ({ spec }) => Object.assign(spec, { nodeName: 'gamgui-node' }),
  },
  {
    name: 'no mark of GamGUI',
    says: 'the label app.kubernetes.io/name must be gamgui',
    spoil: ({ labels }) => delete labels['app.kubernetes.io/name'],
  },
  {
    name: 'no hash of its owner',
    says: 'the labels gamgui.dev/owner and gamgui.dev/session are missing',
    spoil: ({ labels }) => delete labels['gamgui.dev/owner'],
  },
  {
    name: 'nothing said of the token',
    says: 'automountServiceAccountToken must be false',
    spoil: ({ spec }) => delete spec.automountServiceAccountToken,
  },
  {
    name: 'a container that runs before, and is privileged',
    says: 'privileged must not be set',
    spoil: ({ spec, container }) =>
      Object.assign(spec, {
        initContainers: [{ ...container, name: 'before', securityContext: { privileged: true } }],
      }),
  },
  {
    name: 'the processes of the node',
    says: 'hostNetwork, hostPID and hostIPC must not be set',
    spoil: ({ spec }) => Object.assign(spec, { hostPID: true }),
  },
  {
    name: 'the shared memory of the node',
    says: 'hostNetwork, hostPID and hostIPC must not be set',
    spoil: ({ spec }) => Object.assign(spec, { hostIPC: true }),
  },
  {
    name: 'a capability that is added',
    says: 'all capabilities must be dropped',
    spoil: ({ container }) =>
      Object.assign(container.securityContext?.capabilities ?? {}, { add: ['NET_ADMIN'] }),
  },
];
