/** The API server as the pods need it: typed, with time-outs and retries, and with failures that can be shown. */
import type {
  CoreV1Event,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodTemplate,
} from '@kubernetes/client-node';
import type { Network } from '../../../network/network';
import type { ClusterAccess } from '../access';
import { CONTAINER } from '../pods/names';
import { Apis } from './apis';
import { Calls, type Deleted } from './calls';
import { connectionOf } from './connection';
import { type Page, readAll } from './pages';
import {
  checkedClaim,
  checkedEvent,
  checkedPod,
  checkedPodTemplate,
  withoutManagedFields,
} from './shapes';
import { type PodEvent, type PodSelection, watchPods } from './watch';

/** Pods, and the version of the cluster from which they can be watched on. */
export interface PodList {
  readonly pods: readonly V1Pod[];
  readonly resourceVersion: string;
}

/** A right that is asked about. */
export interface Asked {
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
  /** Absent: the core group. */
  readonly group?: string;
  /** Absent: the namespace of the sessions. */
  readonly namespace?: string;
}

/** A step of a JSON patch. */
export interface PatchStep {
  readonly op: 'test' | 'add' | 'replace' | 'remove';
  /** A JSON pointer (RFC 6901). */
  readonly path: string;
  readonly value?: string;
}

/** Pods in one page of a list. */
const PAGE = 500;
/** The most of a log that is read, bytes. */
const LOG_BYTES = 16 * 1024;

function pod(object: V1Pod): V1Pod {
  return withoutManagedFields(checkedPod(object));
}

/** When it was seen last, ms since 1970. client-node leaves some times as they came: as text. */
function timeOf({ lastTimestamp, eventTime, metadata }: CoreV1Event): number {
  const at = new Date(lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? 0).getTime();
  return Number.isNaN(at) ? 0 : at;
}

/** One cluster, in the namespace of the sessions. Every call throws Failures alone, or its signal's reason. */
export class ClusterClient {
  readonly #apis: Apis;
  readonly #calls: Calls;
  readonly #namespace: string;

  constructor(access: ClusterAccess, network: Network) {
    this.#apis = new Apis(connectionOf(access, network));
    this.#calls = new Calls(this.#apis.connection, access.namespace);
    this.#namespace = access.namespace;
  }

  /**
   * Makes a pod. Where an answer was lost and the pod is there, it is the one that was made: the name has the session's id in it.
   * @throws Failure `exists`: another was there before
   */
  createPod(manifest: V1Pod, signal?: AbortSignal): Promise<V1Pod> {
    const name = manifest.metadata?.name ?? '';
    return this.#calls.create('pods', name, signal, {
      send: async (again) => {
        const { core, options } = await this.#apis.core({ signal, again });
        return pod(
          await core.createNamespacedPod({ namespace: this.#namespace, body: manifest }, options),
        );
      },
      find: () => this.getPod(name, signal),
    });
  }

  /** The pod, or null: there is none of that name. */
  getPod(name: string, signal?: AbortSignal): Promise<V1Pod | null> {
    return this.#calls.find('pods', name, signal, async () => {
      const { core, options } = await this.#apis.core({ signal });
      return pod(await core.readNamespacedPod({ namespace: this.#namespace, name }, options));
    });
  }

  /** All pods with these labels, read in pages of `limit`. */
  listPods(
    labelSelector: string,
    how: { limit?: number; signal?: AbortSignal } = {},
  ): Promise<PodList> {
    return this.#listPods({ labelSelector }, how);
  }

  #listPods(
    selection: PodSelection,
    how: { limit?: number; signal?: AbortSignal },
  ): Promise<PodList> {
    const { limit = PAGE, signal } = how;
    return this.#calls.doing({ verb: 'list', resource: 'pods' }, signal, async () => {
      const { core, options } = await this.#apis.core({ signal });
      const page = async (_continue: string | undefined): Promise<Page<V1Pod>> => {
        const where = _continue === undefined ? {} : { _continue };
        const request = { namespace: this.#namespace, limit, ...selection, ...where };
        const { items, metadata } = await core.listNamespacedPod(request, options);
        return { items: items.map(pod), metadata };
      };
      const { items, resourceVersion } = await readAll(page);
      return { pods: items, resourceVersion };
    });
  }

  /** Changes a pod by a JSON patch (RFC 6902), or null: it is gone, or a `test` did not hold. `isDone` tells one that has it. */
  patchPod(
    name: string,
    patch: readonly PatchStep[],
    isDone: (pod: V1Pod) => boolean,
    signal?: AbortSignal,
  ): Promise<V1Pod | null> {
    return this.#calls.change('pods', name, signal, {
      send: async (again) => {
        const { core, options } = await this.#apis.core({ signal, again });
        const request = { namespace: this.#namespace, name, body: patch };
        return pod(await core.patchNamespacedPod(request, options));
      },
      find: () => this.getPod(name, signal),
      isDone,
    });
  }

  /** Asks for the pod's end, if it is still the one with that uid, and of that version, where one is meant. */
  deletePod(
    name: string,
    which: {
      readonly uid: string;
      readonly version?: string | undefined;
      readonly graceSeconds: number;
    },
    signal?: AbortSignal,
  ): Promise<Deleted> {
    const { uid, version, graceSeconds } = which;
    return this.#calls.delete('pods', name, signal, {
      uid,
      version,
      send: async () => {
        const { core, options } = await this.#apis.core({ signal });
        const preconditions = {
          uid,
          ...(version === undefined ? {} : { resourceVersion: version }),
        };
        const body = { gracePeriodSeconds: graceSeconds, preconditions };
        return core.deleteNamespacedPod({ namespace: this.#namespace, name, body }, options);
      },
      find: () => this.getPod(name, signal),
    });
  }

  /**
   * Tells what happens to the selected pods until `signal` aborts; then it resolves. Connections are made anew by
   * themselves. Without a version it begins with all of them, and again where the cluster has forgotten what was since.
   * @throws Failure where trying again cannot help
   */
  watchPods(
    selection: PodSelection & { readonly resourceVersion?: string },
    handler: (event: PodEvent) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { resourceVersion, ...which } = selection;
    return watchPods({
      apis: this.#apis,
      namespace: this.#namespace,
      selection: which,
      resourceVersion: resourceVersion ?? null,
      list: () => this.#listPods(which, { signal }),
      failure: (error) => this.#calls.failure({ verb: 'watch', resource: 'pods' }, error),
      handler,
      signal,
    });
  }

  /** What the cluster says happened to the pod with that uid, oldest first. */
  podEvents(uid: string, signal?: AbortSignal): Promise<CoreV1Event[]> {
    return this.#calls.doing({ verb: 'list', resource: 'events' }, signal, async () => {
      const { core, options } = await this.#apis.core({ signal });
      const fieldSelector = `involvedObject.uid=${uid}`;
      const request = { namespace: this.#namespace, fieldSelector, limit: PAGE };
      const { items } = await core.listNamespacedEvent(request, options);
      return items.map(checkedEvent).sort((a, b) => timeOf(a) - timeOf(b));
    });
  }

  /** The last lines of the session's container, at most 16 KiB. */
  podLog(name: string, tailLines: number, signal?: AbortSignal): Promise<string> {
    return this.#calls.doing({ verb: 'get', resource: 'pods/log', name }, signal, async () => {
      const { core, options } = await this.#apis.core({ signal });
      const request = { namespace: this.#namespace, name, container: CONTAINER, tailLines };
      return core.readNamespacedPodLog({ ...request, limitBytes: LOG_BYTES }, options);
    });
  }

  /** The admin's template, or null: there is none of that name. */
  getPodTemplate(name: string, signal?: AbortSignal): Promise<V1PodTemplate | null> {
    return this.#calls.find('podtemplates', name, signal, async () => {
      const { core, options } = await this.#apis.core({ signal });
      const request = { namespace: this.#namespace, name };
      return checkedPodTemplate(await core.readNamespacedPodTemplate(request, options));
    });
  }

  /** Makes a volume claim; as createPod. */
  createClaim(
    manifest: V1PersistentVolumeClaim,
    signal?: AbortSignal,
  ): Promise<V1PersistentVolumeClaim> {
    const name = manifest.metadata?.name ?? '';
    return this.#calls.create('persistentvolumeclaims', name, signal, {
      send: async (again) => {
        const { core, options } = await this.#apis.core({ signal, again });
        const request = { namespace: this.#namespace, body: manifest };
        return checkedClaim(await core.createNamespacedPersistentVolumeClaim(request, options));
      },
      find: () => this.getClaim(name, signal),
    });
  }

  /** The volume claim, or null: there is none of that name. */
  getClaim(name: string, signal?: AbortSignal): Promise<V1PersistentVolumeClaim | null> {
    return this.#calls.find('persistentvolumeclaims', name, signal, async () => {
      const { core, options } = await this.#apis.core({ signal });
      const request = { namespace: this.#namespace, name };
      return checkedClaim(await core.readNamespacedPersistentVolumeClaim(request, options));
    });
  }

  /** Asks for the claim's end; as deletePod. */
  deleteClaim(
    name: string,
    which: { readonly uid: string },
    signal?: AbortSignal,
  ): Promise<Deleted> {
    const { uid } = which;
    return this.#calls.delete('persistentvolumeclaims', name, signal, {
      uid,
      send: async () => {
        const { core, options } = await this.#apis.core({ signal });
        const request = { namespace: this.#namespace, name, body: { preconditions: { uid } } };
        return core.deleteNamespacedPersistentVolumeClaim(request, options);
      },
      find: () => this.getClaim(name, signal),
    });
  }

  /** Which of these the user may do, in the same order. */
  can(asked: readonly Asked[], signal?: AbortSignal): Promise<boolean[]> {
    return this.#calls.doing({ verb: 'create', resource: 'selfsubjectaccessreviews' }, signal, () =>
      Promise.all(
        asked.map((one) => this.#apis.may({ namespace: this.#namespace, ...one }, signal)),
      ),
    );
  }

  /** The user's name as the API server knows it. */
  whoami(signal?: AbortSignal): Promise<string> {
    return this.#calls.doing({ verb: 'create', resource: 'selfsubjectreviews' }, signal, () =>
      this.#apis.user(signal),
    );
  }

  /** The API server's version: "v1.37.2". */
  version(signal?: AbortSignal): Promise<string> {
    return this.#calls.doing({ verb: 'get', resource: 'version' }, signal, () =>
      this.#apis.version(signal),
    );
  }
}
