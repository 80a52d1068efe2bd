/** One pod with a session whose volume is small. Its files are a folder of this machine, which is its node. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import { z } from 'zod';
import type { AgentProgram, Exec } from '../../../../main/backends/backend';
import type { KubernetesBackend } from '../../../../main/backends/kubernetes/kubernetes';
import { podManifest } from '../../../../main/backends/kubernetes/pods/manifest';
import type { ClusterClient } from '../../../../main/backends/kubernetes/rest/client';
import { TenantId } from '../../../../preload/contract';
import { kubeconfigFile, running, sessionImage } from '../../../cluster/support/cluster';
import { killProgram } from '../../../cluster/support/container-processes';
import { aSession } from '../../../cluster/support/session-pod';
import { someParts } from '../../../unit/backends/kubernetes/a-spec';
import { fill } from '../filler';

/** Of the session's volume: more than the files of any round, and as little as can be filled quickly. Bytes. */
const LIMIT = 64 * 2 ** 20;
/** A kubelet looks now and then how full volumes are, and ends pods that are over their limit. ms */
const EVICTION_MS = 240_000;
const LOOK_MS = 200;
/** An agent makes its folder at once when its container runs; machines may be slow. ms */
const FOLDER_MS = 60_000;

const Config = z.looseObject({ limits: z.looseObject({ diskBytes: z.number() }) });

interface PodParts {
  readonly backend: KubernetesBackend;
  readonly client: ClusterClient;
  readonly owner: string;
  readonly name: string;
  readonly namespace: string;
}

export class Pod {
  readonly limit = LIMIT;
  readonly #parts: PodParts;
  readonly #spec: ReturnType<typeof aSession>;
  #uid = '';
  /** Resolves when its place has ended it; null: it is not filled. */
  #evicted: Promise<void> | null = null;

  private constructor(parts: PodParts) {
    this.#parts = parts;
    const session = aSession();
    // Without a domain of its own, which would only take its time.
    this.#spec = { ...session, tenant: { ...session.tenant, id: TenantId.parse('own') } };
  }

  /** Resolves when its agent has made its folder. */
  static async make(parts: PodParts): Promise<Pod> {
    const pod = new Pod(parts);
    const made = await parts.client.createPod(pod.#manifest());
    pod.#uid = made.metadata?.uid ?? '';
    await running(parts.client, made.metadata?.name ?? '');
    const since = Date.now();
    while (!existsSync(pod.work)) {
      if (Date.now() - since > FOLDER_MS) throw new Error(`The agent did not make ${pod.work}.`);
      await sleep(LOOK_MS);
    }
    // The backend knows of sessions made elsewhere by its list.
    await parts.backend.list();
    return pod;
  }

  /** As the node has it. */
  get work(): string {
    const kubelet = join(dirname(kubeconfigFile()), 'kubelet', 'pods', this.#uid);
    return join(kubelet, 'volumes', 'kubernetes.io~empty-dir', 'gamgui-session', 's', 'work');
  }

  connect = async (program: AgentProgram): Promise<Exec> => {
    await this.#evicted;
    return this.#parts.backend.exec(this.#spec.id, program);
  };

  cut(): void {
    killProgram(this.#uid, 'files');
  }

  evict(): void {
    fill(this.work, 1.2 * LIMIT);
    this.#evicted = this.#end();
    this.#evicted.catch(() => {});
  }

  /** Takes all out that a round has left. False: the pod is of no more use, and is removed. */
  async clear(): Promise<boolean> {
    if (this.#evicted === null) {
      // What was cut off may still write.
      this.cut();
      for (const name of readdirSync(this.work, { encoding: 'buffer' }))
        rmSync(Buffer.concat([Buffer.from(`${this.work}/`), name]), { recursive: true });
      return true;
    }
    await this.#parts.backend.remove(this.#spec.id);
    return false;
  }

  async #end(): Promise<void> {
    const { client } = this.#parts;
    const since = Date.now();
    for (;;) {
      const pod = await client.getPod(`gamgui-${this.#spec.id}`);
      if (pod?.status?.phase !== 'Running') return;
      if (Date.now() - since > EVICTION_MS) throw new Error('The pod was not evicted.');
      await sleep(LOOK_MS);
    }
  }

  /** The pod of any session, but for its small volume. */
  #manifest(): V1Pod {
    const { owner, namespace } = this.#parts;
    const own = { namespace, image: sessionImage, cpu: '500m', memory: '256Mi' };
    const pod = podManifest(this.#spec, { ...someParts(owner), ...own });
    const [container] = pod.spec?.containers ?? [];
    for (const one of container?.env ?? []) if (one.name === 'GAMGUI_CONFIG') limit(one);
    for (const { name, emptyDir } of pod.spec?.volumes ?? [])
      if (name === 'gamgui-session' && emptyDir) emptyDir.sizeLimit = String(LIMIT);
    return pod;
  }
}

function limit(variable: { value?: string }): void {
  const config = Config.parse(JSON.parse(variable.value ?? ''));
  config.limits.diskBytes = LIMIT;
  variable.value = JSON.stringify(config);
}
