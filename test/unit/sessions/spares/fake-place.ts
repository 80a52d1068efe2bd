/** A place in memory where sessions can be made ahead; several apps may share it. */
import { PassThrough } from 'node:stream';
import type {
  Exec,
  SessionSpec,
  Spare,
  SpareKind,
  SparePlace,
} from '../../../../main/backends/backend';
import type { Failure } from '../../../../main/failure';
import type { SessionId } from '../../../../preload/contract';
import { FakeBackend } from '../fake-backend';

/** Spares are of a kind by the size of the session. */
export class FakeSparePlace extends FakeBackend {
  readonly unclaimed = new Map<SessionId, Spare>();
  /** What the next claims and makings fail with. */
  claimFails: Error | null = null;
  /** What every claim is refused with: it stays a spare. */
  refuses: Failure | null = null;
  makeFails: Error | null = null;
  /** Done between what an app decides and what it asks for. */
  before: () => void = () => {};
  /** Waited for by `make`. */
  holdMake: Promise<void> = Promise.resolve();
  /** Waited for by `kind`. */
  holdKind: Promise<void> = Promise.resolve();
  readonly spares: SparePlace = {
    lifeMs: 3_600_000,
    kind: async ({ size }) => {
      await this.holdKind;
      return this.#kind(size);
    },
    make: async (spec, signal) => {
      await this.holdMake;
      if (this.makeFails !== null) throw this.makeFails;
      const spare = { id: spec.id, madeAt: Date.now() };
      this.unclaimed.set(spec.id, spare);
      signal.throwIfAborted();
      return { ...spare, kind: this.#kind(spec.size) };
    },
    list: async () => [...this.unclaimed.values()],
    claim: async (spec: SessionSpec) => {
      this.before();
      if (this.refuses !== null) throw this.refuses;
      if (!this.unclaimed.delete(spec.id)) return false;
      this.there.set(spec.id, { id: spec.id, spec, state: 'running' });
      if (this.claimFails !== null) throw this.claimFails;
      return true;
    },
    remove: async (id) => {
      if (this.there.has(id)) return 'claimed';
      this.unclaimed.delete(id);
      return 'gone';
    },
  };

  #kind(size: string): SpareKind {
    return { mark: size, deadlineMs: 7 * 24 * 3_600_000 };
  }

  override async exec(): Promise<Exec> {
    const pipe = () => new PassThrough();
    const exit = new Promise<never>(() => {});
    return { stdin: pipe(), stdout: pipe(), stderr: pipe(), exit, close: () => {} };
  }
}
