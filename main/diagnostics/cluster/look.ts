/** What the checks of a cluster share: the way to it, and what earlier checks found for later ones. */
import { z } from 'zod';
import type { ClusterAccess } from '../../backends/kubernetes/access';
import type { ClusterPlace } from '../../backends/kubernetes/cluster-place';
import type { ClusterReach, PodSettings } from '../../backends/kubernetes/reach';
import { ClusterReader } from '../../backends/kubernetes/rest/reader';
import type { Network } from '../../network/network';
import type { Names } from '../names';

/** What a cluster is looked at with. */
export interface ClusterParts {
  readonly reach: ClusterReach;
  readonly network: Network;
}

/** Who asks, as the API server knows it. */
export interface ClusterUser {
  readonly name: string;
  readonly groups: readonly string[];
}

/** An object or a list of objects. */
export interface Resource {
  /** As in the API: "resourcequotas". */
  readonly resource: string;
  /** Absent: the core group. */
  readonly group?: string;
  readonly name?: string;
  /** Without its question mark. */
  readonly query?: string;
  /** False: not in the namespace of the sessions. */
  readonly namespaced?: boolean;
}

/** The most of a list that is read: it is looked at, not managed. */
const LIMIT = 200;

/** One look at the cluster that new sessions are made in. */
export class ClusterLook {
  readonly place: ClusterPlace;
  readonly settings: PodSettings;
  readonly network: Network;
  readonly #reach: ClusterReach;
  #reader: ClusterReader | null = null;
  /** Set by the check of who asks. */
  user: ClusterUser | null = null;
  /** The API server's version, set by the check that it answers; null: it does not tell those it does not know. */
  version: string | null = null;
  /** Of the namespace, set by its check; null: they may not be read. */
  labels: Readonly<Record<string, string>> | null = null;

  constructor(place: ClusterPlace, { reach, network }: ClusterParts) {
    this.place = place;
    this.settings = reach.pods();
    this.network = network;
    this.#reach = reach;
  }

  /** The way to it. @throws Failure */
  async open(): Promise<ClusterAccess> {
    const access = await this.#reach.open(this.place);
    this.#reader = new ClusterReader(access, this.network);
    return access;
  }

  /** Only for checks that need the one that opens it. */
  get reader(): ClusterReader {
    if (this.#reader === null) throw new Error('the cluster is not open yet');
    return this.#reader;
  }

  /** Writes down the names of the place. */
  note(names: Names): void {
    const { place } = this;
    names.add('namespace', place.namespace);
    if (place.way === 'kubeconfig') return void names.add('context', place.context);
    names.add('cluster', place.cluster);
    names.add('project', place.project);
  }

  /** One object. @throws Failure */
  get<T>(schema: z.ZodType<T>, what: Resource & { name: string }, signal: AbortSignal): Promise<T> {
    const { resource, name } = what;
    const doing = { verb: 'get', resource, name } as const;
    return this.reader.read(schema, { path: this.path(what), doing }, signal);
  }

  /** The first objects of a list. @throws Failure */
  async list<T>(schema: z.ZodType<T>, what: Resource, signal: AbortSignal): Promise<T[]> {
    const doing = { verb: 'list', resource: what.resource } as const;
    const query = [what.query, `limit=${LIMIT}`].filter(Boolean).join('&');
    const path = this.path({ ...what, query });
    const { items } = await this.reader.read(listOf(schema), { path, doing }, signal);
    return items ?? [];
  }

  /** The address of a resource. Names of settings are safe in it, others are made so. */
  path({ resource, group, name, query, namespaced = true }: Resource): string {
    const api = group === undefined ? '/api/v1' : `/apis/${group}/v1`;
    const where = namespaced ? `/namespaces/${encodeURIComponent(this.place.namespace)}` : '';
    const which = name === undefined ? '' : `/${encodeURIComponent(name)}`;
    return `${api}${where}/${resource}${which}${query === undefined ? '' : `?${query}`}`;
  }
}

function listOf<T>(schema: z.ZodType<T>) {
  // A list without items is written as null by some servers.
  return z.object({ items: z.array(schema).nullish() });
}
