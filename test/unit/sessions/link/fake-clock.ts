/** Time that goes on when a test says so. */
import type { Clock } from '../../../../main/sessions/link/clock';

export class FakeClock implements Clock {
  #now = 1_000_000;
  #timers: { readonly at: number; readonly then: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.#now + ms, then };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass, calls what is due in its order, and lets what that began go on. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.then();
      await settle();
    }
    this.#now = until;
  }

  /** Time passes in which nothing runs, as in a sleep: what was due is late. */
  jump(ms: number): void {
    this.#now += ms;
  }

  /** When the next timer is due, in ms from now, or null. */
  get next(): number | null {
    const times = this.#timers.map(({ at }) => at);
    return times.length === 0 ? null : Math.min(...times) - this.#now;
  }
}

/** Lets promises and streams that are ready go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
}
