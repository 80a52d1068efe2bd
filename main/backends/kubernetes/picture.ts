/** This user's sessions in one place of a cluster, kept up to date by a watch: one list, and then what happens. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { V1Pod } from '@kubernetes/client-node';
import type { AppError, SessionId } from '../../../preload/contract';
import { Failure, toAppError } from '../../failure';
import type { Found, Listing } from '../backend';
import { sessionsOf } from '../labels';
import { type ClusterPlace, placeText } from './cluster-place';
import type { Cluster } from './clusters';
import { foundOf } from './pods/found';
import type { PodEvent } from './rest/watch';

/** What a picture is made from. */
export interface PictureParts {
  /** Opens a cluster, or gives the one that is open. @throws Failure */
  open(place: ClusterPlace): Promise<Cluster>;
  /** Called after each change of the listing. */
  changed(): void;
}

/** The first pause after trouble; it doubles. ms */
const FIRST_MS = 1000;
/** The longest pause; what went well for so long has no trouble to remember. ms */
const LONGEST_MS = 30_000;

/** How long a listing waits for the first list: the sessions of other places are not to wait for a cluster that is away. ms */
const PATIENCE_MS = 2000;
const NOT_YET = toAppError(new Failure('no-answer-yet', 'The cluster has not answered yet.'));

/** Begins when it is made. Of a pod only what the list of sessions needs is kept. */
export class Picture {
  readonly #place: ClusterPlace;
  readonly #at: string;
  readonly #parts: PictureParts;
  readonly #found = new Map<SessionId, Found>();
  /** No session comes back: what is still told of these is old. */
  readonly #gone = new Set<SessionId>();
  #cluster: Cluster | null = null;
  #error: AppError | null = null;
  #run = new AbortController();
  /** Whether it was listed once, or it is known why not. */
  #isKnown = false;
  readonly #known: Promise<void>;
  #know = () => {};

  constructor(place: ClusterPlace, parts: PictureParts) {
    this.#place = place;
    this.#at = placeText(place);
    this.#parts = parts;
    this.#known = new Promise((resolve) => {
      this.#know = () => {
        this.#isKnown = true;
        resolve();
      };
    });
    void this.#watch(this.#run.signal);
  }

  /** What there is; in trouble what there was, and why it may be old. */
  async listing(): Promise<Listing> {
    if (!this.#isKnown)
      await Promise.race([this.#known, sleep(PATIENCE_MS, undefined, { ref: false })]);
    const error = this.#isKnown ? this.#error : NOT_YET;
    return { found: [...this.#found.values()], error };
  }

  /** Whether the session was there and is not any more. */
  isGone(id: SessionId): boolean {
    return this.#gone.has(id);
  }

  /** The session was removed: it is known here before the cluster tells. */
  drop(id: SessionId): void {
    this.#gone.add(id);
    if (this.#found.delete(id)) this.#parts.changed();
  }

  /** The cluster was opened anew: where that is news, or there was trouble, the watch is made anew. */
  meet({ owner, access }: Cluster): void {
    const server = access.kubeConfig.getCurrentCluster()?.server;
    const isSame =
      owner === this.#cluster?.owner &&
      server === this.#cluster.access.kubeConfig.getCurrentCluster()?.server;
    if (!isSame || this.#error !== null) this.again();
  }

  /** Makes the watch anew, at once. What is known is kept, as long as it is the same user's. */
  again(): void {
    this.#run.abort();
    this.#run = new AbortController();
    void this.#watch(this.#run.signal);
  }

  close(): void {
    this.#run.abort();
    this.#know();
  }

  async #watch(signal: AbortSignal): Promise<void> {
    let pause = FIRST_MS;
    while (!signal.aborted) {
      const since = Date.now();
      try {
        await this.#once(signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#trouble(toAppError(error));
        if (Date.now() - since > LONGEST_MS) pause = FIRST_MS;
        await sleep(pause, undefined, { signal }).catch(() => {});
        pause = Math.min(pause * 2, LONGEST_MS);
      }
    }
  }

  /** Watches until there is trouble. It is begun again with a list: only that shows that there is no trouble any more. */
  async #once(signal: AbortSignal): Promise<void> {
    const cluster = await this.#parts.open(this.#place);
    signal.throwIfAborted();
    if (this.#cluster?.owner !== cluster.owner) this.#found.clear();
    this.#cluster = cluster;
    const cut = new AbortController();
    let trouble: Failure | null = null;
    const heard = (event: PodEvent) => {
      if (event.kind === 'all') this.#takeAll(event.pods, cluster.owner);
      else if (event.kind === 'trouble') {
        trouble = event.failure;
        cut.abort();
      } else this.#take(event, cluster.owner);
    };
    const which = { labelSelector: sessionsOf(cluster.owner) };
    await cluster.client.watchPods(which, heard, AbortSignal.any([signal, cut.signal]));
    if (trouble !== null) throw trouble;
  }

  #take({ kind, pod }: Extract<PodEvent, { pod: V1Pod }>, owner: string): void {
    const found = foundOf(pod, owner, this.#at);
    if (found === null) return;
    if (kind === 'gone') this.drop(found.id);
    else if (!this.#gone.has(found.id)) this.#keep(found);
  }

  #keep(found: Found): void {
    // Much is told of a pod that the list does not show.
    if (isDeepStrictEqual(found, this.#found.get(found.id))) return;
    this.#found.set(found.id, found);
    this.#parts.changed();
  }

  #takeAll(pods: readonly V1Pod[], owner: string): void {
    const all = pods.flatMap((pod) => foundOf(pod, owner, this.#at) ?? []);
    const there = new Set(all.map(({ id }) => id));
    for (const id of this.#found.keys()) if (!there.has(id)) this.#gone.add(id);
    this.#found.clear();
    for (const one of all) if (!this.#gone.has(one.id)) this.#found.set(one.id, one);
    this.#error = null;
    this.#know();
    this.#parts.changed();
  }

  #trouble(error: AppError): void {
    this.#error = error;
    this.#know();
    this.#parts.changed();
  }
}
