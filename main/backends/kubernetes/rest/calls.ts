/** What all calls of one kind have in common: failures that can be shown, objects that are gone, answers that are lost. */
import type { Failure } from '../../../failure';
import type { Connection } from './connection';
import { mayBeDone, mayMend } from './retry';
import { type Doing, toFailure } from './to-failure';
import { Refusal } from './trouble';

/** What became of an object that should go; `changed`: it is not as it was meant to be any more, and stays. */
export type Deleted = 'ending' | 'gone' | 'changed';

/** The calls to one namespace of a cluster. */
export class Calls {
  readonly #connection: Connection;
  readonly #namespace: string;

  constructor(connection: Connection, namespace: string) {
    this.#connection = connection;
    this.#namespace = namespace;
  }

  /** Every way in which a call can go wrong, as it is shown. */
  failure(doing: Doing, error: unknown): Failure {
    return toFailure(error, { ...doing, namespace: this.#namespace }, this.#connection);
  }

  /** Does one thing; what goes wrong is told with what was being done. */
  async doing<T>(
    doing: Doing,
    signal: AbortSignal | undefined,
    does: () => Promise<T>,
  ): Promise<T> {
    try {
      return await does();
    } catch (error) {
      signal?.throwIfAborted();
      throw this.failure(doing, error);
    }
  }

  /** Reads one object, or null: there is none of that name. */
  find<T>(resource: string, name: string, signal: AbortSignal | undefined, read: () => Promise<T>) {
    return this.doing({ verb: 'get', resource, name }, signal, async () => {
      try {
        return await read();
      } catch (error) {
        if (error instanceof Refusal && error.isGone(resource)) return null;
        throw error;
      }
    });
  }

  /** Asks for the end of the object with that uid. A conflict is settled by reading it again. */
  delete(
    resource: string,
    name: string,
    signal: AbortSignal | undefined,
    how: {
      uid: string;
      /** It goes only as it was at this version. */
      version?: string | undefined;
      send(): Promise<unknown>;
      find(): Promise<{ metadata?: { uid?: string } } | null>;
    },
  ): Promise<Deleted> {
    return this.doing({ verb: 'delete', resource, name }, signal, async () => {
      try {
        await how.send();
        return 'ending';
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.isGone(resource)) return 'gone';
        // A conflict: there may be another of that name by now.
        if (error.status === 409 && (await how.find())?.metadata?.uid !== how.uid) return 'gone';
        if (error.status === 409 && how.version !== undefined) return 'changed';
        throw error;
      }
    });
  }

  /**
   * Changes an object, or null: it is gone, or not as the change presumes. Where an answer was lost it is looked whether it
   * was done, which is not told from what another may do by the second try.
   */
  change<T>(
    resource: string,
    name: string,
    signal: AbortSignal | undefined,
    how: {
      send(again: (error: unknown) => boolean): Promise<T>;
      find(): Promise<T | null>;
      isDone(object: T): boolean;
    },
  ): Promise<T | null> {
    let lost = false;
    const again = (error: unknown) => {
      lost ||= mayBeDone(error);
      return mayMend(error);
    };
    return this.doing({ verb: 'patch', resource, name }, signal, async () => {
      try {
        return await how.send(again);
      } catch (error) {
        const now = lost ? await how.find() : null;
        if (now !== null && how.isDone(now)) return now;
        // What a `test` of the patch does not find is Invalid; the server does not say which.
        const isOther = error instanceof Refusal && (error.status === 422 || error.status === 409);
        if (isOther || (error instanceof Refusal && error.isGone(resource))) return null;
        throw error;
      }
    });
  }

  /** Makes an object. Where an answer was lost it is looked for: its name is in no other's use. */
  create<T>(
    resource: string,
    name: string,
    signal: AbortSignal | undefined,
    how: { send(again: (error: unknown) => boolean): Promise<T>; find(): Promise<T | null> },
  ): Promise<T> {
    let lost = false;
    const again = (error: unknown) => {
      lost ||= mayBeDone(error);
      return mayMend(error);
    };
    return this.doing({ verb: 'create', resource, name }, signal, async () => {
      try {
        return await how.send(again);
      } catch (error) {
        const made = lost ? await how.find().catch(() => null) : null;
        if (made !== null) return made;
        throw error;
      }
    });
  }
}
