/** Lets so many go at a time and the others wait their turn, first come, first served. */
export class Slots {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Does it when there is a slot. @throws the signal's reason, if it comes first */
  async use<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const done = () => {
        signal?.removeEventListener('abort', stop);
        this.#waiting.delete(go);
      };
      const go = () => {
        done();
        resolve();
      };
      const stop = () => {
        done();
        reject(signal?.reason);
      };
      this.#waiting.add(go);
      signal?.addEventListener('abort', stop);
    });
  }

  /** The slot goes to who has waited longest. */
  #leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#free += 1;
    else next();
  }
}
