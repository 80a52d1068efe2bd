/** Pods that are made ahead of sessions, in the user's own namespace. */
import type { SessionId } from '../../../preload/contract';
import type { SessionSpec, Spare, SpareKind, SparePlace } from '../backend';
import { sparesOf } from '../labels';
import type { Cluster } from './clusters';
import { createPod, partsOf } from './creating';
import { podName } from './pods/names';
import { claimOf, kindOf, SPARE_MS, spareManifest, spareOf } from './pods/spare';
import type { PodSettings } from './reach';
import { removeSpare } from './removing';
import { missingSpareRight } from './rights';

/** What it is made from. */
export interface SparesParts {
  /** The cluster in which sessions `at` there are. @throws Failure */
  open(at: string | null): Promise<Cluster>;
  /** The cluster in which the spare is. @throws Failure */
  of(id: SessionId): Promise<Cluster>;
  settings(): PodSettings;
  /** The app's version. */
  readonly app: string;
  readonly patienceMs: number | undefined;
}

/** The spares of one user. */
export class KubernetesSpares implements SparePlace {
  readonly lifeMs = SPARE_MS;
  readonly #parts: SparesParts;

  constructor(parts: SparesParts) {
    this.#parts = parts;
  }

  async kind(spec: SessionSpec): Promise<SpareKind> {
    const { settings, app } = this.#parts;
    return kindOf(spec, await partsOf(spec, await this.#parts.open(spec.at), settings()), app);
  }

  async make(spec: SessionSpec, signal: AbortSignal): Promise<Spare & { kind: SpareKind }> {
    const { settings, app, patienceMs } = this.#parts;
    const cluster = await this.#parts.open(spec.at);
    // One that nobody can claim would be in the way until it expires.
    const missing = await missingSpareRight(cluster.client, cluster.access.namespace);
    if (missing !== null) throw missing;
    let kind: SpareKind | null = null;
    const watcher = { progress: () => {}, signal, patienceMs };
    const pod = await createPod(spec, cluster, settings(), watcher, (one, parts) => {
      kind = kindOf(one, parts, app);
      return spareManifest(one, parts, kind);
    });
    const madeAt = pod.metadata?.creationTimestamp?.getTime() ?? spec.createdAt;
    return { id: spec.id, madeAt, kind: kind ?? (await this.kind(spec)) };
  }

  async list(at: string | null, { mark }: SpareKind, signal?: AbortSignal): Promise<Spare[]> {
    const { client, owner } = await this.#parts.open(at);
    const { pods } = await client.listPods(
      sparesOf(owner, mark),
      signal === undefined ? {} : { signal },
    );
    return pods.flatMap((pod) => spareOf(pod, owner, Date.now()) ?? []);
  }

  async claim(
    spec: SessionSpec,
    kind: SpareKind,
    spare: Spare,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { client } = await this.#parts.open(spec.at);
    const { patch, isDone } = claimOf(spec, kind, spare);
    const pod = await client.patchPod(podName(spec.id), patch, isDone, signal);
    // One that is on its way out can be changed still, and goes nevertheless.
    return pod !== null && pod.metadata?.deletionTimestamp === undefined;
  }

  async remove(id: SessionId): Promise<'gone' | 'claimed'> {
    return removeSpare(id, await this.#parts.of(id));
  }
}
