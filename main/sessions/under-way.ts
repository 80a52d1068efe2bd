/** What this process is making and ending: others' records are read, these are not. */
import type { SessionId } from '../../preload/contract';

/** The making of a session. */
interface Creation {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Knows no sessions, only whether something of theirs is under way. */
export class UnderWay {
  readonly #creating = new Map<SessionId, Creation>();
  readonly #ending = new Map<SessionId, Promise<void>>();

  /** Whether this one is being made or ended. */
  has(id: SessionId): boolean {
    return this.#creating.has(id) || this.#ending.has(id);
  }

  /** Whether this one is being made. */
  isCreating(id: SessionId): boolean {
    return this.#creating.has(id);
  }

  /** Makes one by `work`, which is aborted when it is given up; `over` is called when it is made, or is not. Rejects as `work` does. */
  create(
    id: SessionId,
    work: (signal: AbortSignal) => Promise<void>,
    over: () => void,
  ): Promise<void> {
    const abort = new AbortController();
    const done = work(abort.signal).finally(() => {
      this.#creating.delete(id);
      over();
    });
    // Whoever does not wait for it reads the reason in the list.
    done.catch(() => {});
    this.#creating.set(id, { abort, done });
    return done;
  }

  /** Resolves when it can be used. @throws Failure why it cannot */
  async made(id: SessionId): Promise<void> {
    await this.#creating.get(id)?.done;
  }

  /** Has it not made, where it is being made; resolves when nothing more is asked for. */
  async giveUp(id: SessionId): Promise<void> {
    const creation = this.#creating.get(id);
    creation?.abort.abort();
    await creation?.done.catch(() => {});
  }

  /** Ends one by `work`, once: whoever ends it meanwhile waits for the same. */
  end(id: SessionId, work: () => Promise<void>): Promise<void> {
    const under = this.#ending.get(id) ?? work();
    this.#ending.set(id, under);
    const clear = () => this.#ending.delete(id);
    under.then(clear, clear);
    return under;
  }

  /** Resolves when nothing is being ended any more. */
  async allEnded(): Promise<void> {
    await Promise.allSettled(this.#ending.values());
  }
}
