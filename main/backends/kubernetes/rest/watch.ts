/** A watch on pods that lasts: made anew when its connection ends, with all of them again where the cluster forgot what was since. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import type { Failure } from '../../../failure';
import type { Apis } from './apis';
import type { PodList } from './client';
import { mayMend } from './retry';
import { checkedPod, withoutManagedFields } from './shapes';
import { ConnectError, Refusal, TimeOut } from './trouble';
import { type WatchLine, watchLines } from './watch-lines';

/** Which pods; none: all of the namespace. */
export type PodSelection =
  | { readonly labelSelector?: string }
  | { readonly fieldSelector?: string };

/** What a watch tells. */
export type PodEvent =
  /** All there are now. What was told before and is not among them is gone. */
  | { readonly kind: 'all'; readonly pods: readonly V1Pod[] }
  /** It is new, or was changed. */
  | { readonly kind: 'set'; readonly pod: V1Pod }
  | { readonly kind: 'gone'; readonly pod: V1Pod }
  /** The watch is cut, and will be made anew in `retryMs`. */
  | { readonly kind: 'trouble'; readonly failure: Failure; readonly retryMs: number };

/** What a watch is made from. */
export interface WatchParts {
  readonly apis: Apis;
  readonly namespace: string;
  readonly selection: PodSelection;
  /** From where, or null: from a list. */
  readonly resourceVersion: string | null;
  list(): Promise<PodList>;
  /** The error in words. */
  failure(error: unknown): Failure;
  handler(event: PodEvent): void;
  readonly signal: AbortSignal;
}

/** The first pause after trouble; it doubles. ms */
const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** A watch that ends sooner without a word was not kept: something on the way does not let it live. ms */
const SHORT_MS = 5000;

/** Whether the watch may go better later: the cluster or the way to it is away, and comes back. */
function comesBack(error: unknown): boolean {
  return error instanceof ConnectError || error instanceof TimeOut || mayMend(error);
}

/** The cluster has forgotten what was since that version. https://kubernetes.io/docs/reference/using-api/api-concepts/#410-gone-responses */
function isForgotten(error: unknown): boolean {
  return error instanceof Refusal && error.status === 410;
}

class Watcher {
  readonly #parts: WatchParts;
  #version: string | null;
  #pause = FIRST_MS;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#version = parts.resourceVersion;
  }

  async run(): Promise<void> {
    const { signal } = this.#parts;
    while (!signal.aborted) {
      try {
        await this.#once();
      } catch (error) {
        if (signal.aborted) return;
        if (!isForgotten(error)) await this.#rest(error);
        else {
          this.#version = null;
          await sleep(FIRST_MS, undefined, { signal }).catch(() => {});
        }
      }
    }
  }

  /** One connection's life. */
  async #once(): Promise<void> {
    const { apis, signal } = this.#parts;
    const version = this.#version ?? (await this.#all());
    const since = Date.now();
    let lines = 0;
    for await (const line of watchLines(apis.connection, this.#path(version), signal)) {
      await this.#take(line);
      this.#pause = FIRST_MS;
      lines += 1;
    }
    if (lines === 0 && Date.now() - since < SHORT_MS)
      throw new ConnectError(new Error('the watch was ended as soon as it began'), true);
  }

  /** A function of its own, so that the pods of a long list are not kept as long as the watch lives. */
  async #all(): Promise<string> {
    const { handler, list, signal } = this.#parts;
    const { pods, resourceVersion } = await list();
    signal.throwIfAborted();
    this.#version = resourceVersion;
    handler({ kind: 'all', pods });
    return resourceVersion;
  }

  #path(resourceVersion: string): string {
    const query = new URLSearchParams({ ...this.#parts.selection, resourceVersion });
    query.set('watch', 'true');
    query.set('allowWatchBookmarks', 'true');
    return `/api/v1/namespaces/${encodeURIComponent(this.#parts.namespace)}/pods?${query}`;
  }

  async #take({ type, object, version }: WatchLine): Promise<void> {
    if (type !== 'BOOKMARK') {
      const pod = withoutManagedFields(checkedPod(await this.#parts.apis.pod(object)));
      this.#parts.signal.throwIfAborted();
      this.#parts.handler({ kind: type === 'DELETED' ? 'gone' : 'set', pod });
    }
    this.#version = version;
  }

  /** @throws Failure where waiting does not help */
  async #rest(error: unknown): Promise<void> {
    const { failure, handler, signal } = this.#parts;
    const words = failure(error);
    if (!comesBack(error)) throw words;
    const retryMs = Math.round(this.#pause * (0.75 + Math.random() / 2));
    this.#pause = Math.min(this.#pause * 2, LONGEST_MS);
    handler({ kind: 'trouble', failure: words, retryMs });
    await sleep(retryMs, undefined, { signal }).catch(() => {});
  }
}

/** Watches until `signal` aborts. @throws Failure where trying again cannot help */
export function watchPods(parts: WatchParts): Promise<void> {
  return new Watcher(parts).run();
}
