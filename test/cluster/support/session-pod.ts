/** Pods of sessions as GamGUI makes them, in which something else may happen than in a session. */
import type { V1Pod } from '@kubernetes/client-node';
import type { SessionSpec } from '../../../main/backends/backend';
import type { ClusterPlace } from '../../../main/backends/kubernetes/cluster-place';
import { KubernetesBackend } from '../../../main/backends/kubernetes/kubernetes';
import { podManifest } from '../../../main/backends/kubernetes/pods/manifest';
import { newSessionId } from '../../../main/sessions/id';
import { DEMO } from '../../../main/tenants/tenants';
import { someParts } from '../../unit/backends/kubernetes/a-spec';
import { access, direct, kubeconfigFile, sessionImage } from './cluster';

const image = sessionImage ?? '';

/** What a session in these tests is made from. */
export function aSession(): SessionSpec {
  const id = newSessionId(() => false);
  const life = { lifeMs: 3_600_000, idleMs: null, oneShot: false };
  return { id, name: id, tenant: DEMO, size: 'standard', ...life, createdAt: Date.now(), at: null };
}

/** The pod of a session that is its owner's. `script`: what runs in it in the agent's place. */
export function podOf(
  spec: SessionSpec,
  how: { owner: string; namespace: string; memory?: string; script?: string },
): V1Pod {
  const { owner, namespace, memory = '128Mi', script } = how;
  const own = { namespace, image, cpu: '50m', memory };
  const pod = podManifest(spec, { ...someParts(owner), ...own });
  const [container] = pod.spec?.containers ?? [];
  if (container !== undefined && script !== undefined) container.command = ['sh', '-c', script];
  return pod;
}

/** The place "a cluster" in one namespace, as the administrator, as another process of the app would make it. */
export function backendIn(namespace: string): KubernetesBackend {
  const place: ClusterPlace = {
    way: 'kubeconfig',
    files: kubeconfigFile(),
    context: 'test',
    namespace,
  };
  const size = { cpu: '250m', memory: '256Mi' };
  return new KubernetesBackend({
    reach: {
      current: () => place,
      open: async () => access({ namespace }),
      pods: () => ({
        image,
        serviceAccount: null,
        gateway: { service: null, host: null, path: null },
        timezone: 'UTC',
        podTemplate: null,
        volume: null,
        sizes: { standard: size, large: size, 'extra-large': size },
      }),
    },
    network: direct,
    recorded: { all: () => [], of: () => undefined },
  });
}
