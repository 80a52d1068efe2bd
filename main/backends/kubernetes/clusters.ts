/** The clusters that sessions are in, each opened once and kept as long as it works. */
import type { Network } from '../../network/network';
import type { ClusterAccess } from './access';
import { type ClusterPlace, placeText } from './cluster-place';
import type { ClusterReach } from './reach';
import type { ClusterClient } from './rest/client';

/** A cluster that answered, and as whom. */
export interface Cluster {
  readonly place: ClusterPlace;
  readonly access: ClusterAccess;
  readonly client: ClusterClient;
  /** The user as the API server knows it: the owner of what is made. */
  readonly owner: string;
}

/** Trouble that lasts so long may be because the cluster is elsewhere now. ms */
const MOVED_MS = 10_000;

/** Opens clusters, and forgets one when it is told that something about it has changed. */
export class Clusters {
  readonly #reach: ClusterReach;
  readonly #network: Network;
  readonly #open = new Map<string, Promise<Cluster>>();
  /** Since when a place that is open does not answer. ms */
  readonly #troubledSince = new Map<string, number>();

  constructor(reach: ClusterReach, network: Network) {
    this.#reach = reach;
    this.#network = network;
  }

  /** The cluster at a place. One that could not be opened is tried again when it is asked for again. @throws Failure */
  at(place: ClusterPlace): Promise<Cluster> {
    const key = placeText(place);
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const opening = this.#openAt(place);
    this.#open.set(key, opening);
    opening.catch(() => {
      // It may have been forgotten, and asked for anew, meanwhile.
      if (this.#open.get(key) === opening) this.#open.delete(key);
    });
    return opening;
  }

  /** The place answered. */
  trust(place: ClusterPlace): void {
    this.#troubledSince.delete(placeText(place));
  }

  /**
   * The place does not answer, or not with what was asked. Where that lasts, or `now`, it is opened anew for the next who
   * asks: its address may be another one, or its credentials in the kubeconfig.
   */
  doubt(place: ClusterPlace, now: boolean): void {
    const key = placeText(place);
    const since = this.#troubledSince.get(key) ?? Date.now();
    this.#troubledSince.set(key, since);
    if (!now && Date.now() - since < MOVED_MS) return;
    this.#troubledSince.delete(key);
    this.#open.delete(key);
  }

  /** Reads everything anew: another user may have signed in, or a kubeconfig changed. */
  forget(): void {
    this.#open.clear();
  }

  async #openAt(place: ClusterPlace): Promise<Cluster> {
    const access = await this.#reach.open(place);
    // client-node takes 300 ms to load: only who uses a cluster pays for it.
    const { ClusterClient } = await import('./rest/client');
    const client = new ClusterClient(access, this.#network);
    return { place, access, client, owner: await client.whoami() };
  }
}
