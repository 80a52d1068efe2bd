/** Sessions in pods, as GamGUI makes them, of this machine's own cluster: several rounds after the other have the same one. */
import { randomBytes } from 'node:crypto';
import type { KubernetesBackend } from '../../../../main/backends/kubernetes/kubernetes';
import { kill } from '../../../cluster/support/api-server-process';
import { administrator } from '../../../cluster/support/cluster';
import { type TestNamespace, testNamespace } from '../../../cluster/support/namespace';
import { backendIn } from '../../../cluster/support/session-pod';
import { KINDS } from '../kinds';
import { Pod } from './pod';
import type { Sessions, There, Wanted } from './there';

const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };

export class PodSessions implements Sessions {
  readonly kinds = KINDS.kubernetes;
  readonly missing = null;
  readonly #namespace: TestNamespace;
  readonly #backend: KubernetesBackend;
  readonly #owner: string;
  readonly #idle: Pod[] = [];

  private constructor(namespace: TestNamespace, owner: string) {
    this.#namespace = namespace;
    this.#backend = backendIn(namespace.name);
    this.#owner = owner;
  }

  static async begin(): Promise<PodSessions> {
    const owner = await administrator().whoami();
    return new PodSessions(testNamespace(RESTRICTED), owner);
  }

  async begin(_: Wanted): Promise<There> {
    const pod = this.#idle.pop() ?? (await this.#make());
    const end = async () => {
      if (await pod.clear()) this.#idle.push(pod);
    };
    return {
      work: pod.work,
      limit: pod.limit,
      connect: pod.connect,
      cut: () => pod.cut(),
      // An agent counts what others write now and then only: a full disk is met at the beginning, or the pod is evicted.
      fillUp: null,
      evict: () => pod.evict(),
      end,
    };
  }

  restartServer(): void {
    void kill('SIGKILL');
  }

  async close(): Promise<void> {
    this.#namespace.remove();
  }

  #make(): Promise<Pod> {
    const name = `faults-${randomBytes(4).toString('hex')}`;
    const { client } = this.#namespace;
    const made = { backend: this.#backend, client, owner: this.#owner, name };
    return Pod.make({ ...made, namespace: this.#namespace.name });
  }
}
