/** What one session used in the last ten minutes, and who wants to know what it uses now. */
import { USAGE_MS, type UsageSample } from '../../../preload/contract';

/** An agent tells every 5 s; whatever it tells, no more is kept. */
const MOST = 200;

/** Samples come with the clock of this computer. */
export class UsageLog {
  #samples: readonly UsageSample[] = [];
  readonly #listeners = new Set<(sample: UsageSample) => void>();

  /** The oldest first. */
  get samples(): readonly UsageSample[] {
    return this.#samples;
  }

  add(sample: UsageSample): void {
    const last = this.#samples.at(-1);
    const kept = this.#samples.filter(({ at }) => at > sample.at - USAGE_MS && at <= sample.at);
    this.#samples = [...kept, sample].slice(-MOST);
    if (last !== undefined && isSame(last, sample)) return;
    for (const listener of this.#listeners) listener(sample);
  }

  /** Returns the function that stops listening. A sample that is the same to a person is not told. */
  listen(listener: (sample: UsageSample) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

const MEBI = 2 ** 20;

/** Whether a meter would show the same: percents of a processor, MiB. */
function isSame(a: UsageSample, b: UsageSample): boolean {
  const percent = (cpu: number | null) => (cpu === null ? null : Math.round(cpu * 100));
  const mebi = (bytes: number | null) => (bytes === null ? null : Math.round(bytes / MEBI));
  return (
    percent(a.cpu) === percent(b.cpu) &&
    mebi(a.memory) === mebi(b.memory) &&
    mebi(a.disk) === mebi(b.disk) &&
    a.memoryLimit === b.memoryLimit
  );
}
