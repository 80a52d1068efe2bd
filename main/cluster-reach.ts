/** Which cluster is meant, and the way to it: what the environment says, until a choice is saved. */
import type { ClusterAccess } from './backends/kubernetes/access';
import type { ClusterPlace } from './backends/kubernetes/cluster-place';
import { openContext } from './backends/kubernetes/kubeconfig';
import type { ClusterReach, PodSettings } from './backends/kubernetes/reach';
import { Failure } from './failure';

const NAMESPACE = 'gamgui';

/** Reads the environment each time: it is cheap, and tests change it. */
export class EnvironmentReach implements ClusterReach {
  readonly #env: NodeJS.ProcessEnv;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  current(): ClusterPlace | null {
    const { K8S_CONTEXT: context, KUBECONFIG: files, K8S_NAMESPACE: namespace } = this.#env;
    if (!context) return null;
    const place = { context, files: files || null, namespace: namespace || NAMESPACE };
    return { way: 'kubeconfig', ...place };
  }

  open(place: ClusterPlace): Promise<ClusterAccess> {
    if (place.way === 'kubeconfig') return openContext(place);
    throw new Failure('no-google', 'This build cannot sign in with Google yet.');
  }

  pods(): PodSettings {
    const env = this.#env;
    return {
      image: env['K8S_IMAGE'] || null,
      serviceAccount: env['K8S_SERVICE_ACCOUNT'] || null,
      podTemplate: env['K8S_POD_TEMPLATE'] || null,
      gateway: {
        service: env['K8S_SERVICE_NAME'] || null,
        host: env['K8S_INGRESS_HOST'] || null,
        path: env['K8S_INGRESS_PATH'] || null,
      },
      volume: null,
      sizes: {
        standard: { cpu: '500m', memory: '512Mi' },
        large: { cpu: '1', memory: '2Gi' },
        'extra-large': { cpu: '2', memory: '4Gi' },
      },
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
  }
}
