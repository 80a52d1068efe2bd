/** A place in memory, whose steps a test lets go on or fail. */
import type {
  AgentProgram,
  Backend,
  Exec,
  Found,
  LeftFiles,
  Listing,
  SessionSpec,
} from '../../../main/backends/backend';
import type { Connect } from '../../../main/sessions/link/connect';
import type { Place, SessionId } from '../../../preload/contract';

export class FakeBackend implements Backend {
  readonly kind = 'local';
  readonly title = 'Fake';
  readonly about = 'A place in memory.';
  readonly there = new Map<SessionId, Found>();
  /** What the next calls fail with, first to last; null lets one succeed. */
  readonly createFails: (Error | null)[] = [];
  readonly removeFails: (Error | null)[] = [];
  listFails: Error | null = null;
  leftFiles: LeftFiles = { kind: 'gone' };
  removed = 0;
  /** Starts the agent's programs, where a test has an agent. */
  connect: Connect = () => Promise.reject(new Error('there is nothing to run'));
  /** Waited for by create, so that a test can look while it lasts. */
  hold: Promise<void> = Promise.resolve();

  async check(): Promise<Place['status']> {
    return { kind: 'ready', text: '' };
  }

  where() {
    return { title: 'Fake', detail: 'memory', why: '' };
  }

  at(): null {
    return null;
  }

  async create(
    spec: SessionSpec,
    progress: (p: { step: number; of: number; text: string }) => void,
  ) {
    progress({ step: 1, of: 1, text: 'making it' });
    await this.hold;
    const failure = this.createFails.shift();
    if (failure) throw failure;
    this.there.set(spec.id, { id: spec.id, spec, state: 'running' });
  }

  exec(_id: SessionId, program: AgentProgram): Promise<Exec> {
    return this.connect(program);
  }

  async list(): Promise<Listing> {
    if (this.listFails !== null) throw this.listFails;
    return { found: [...this.there.values()], error: null };
  }

  async find(id: SessionId): Promise<Found | null> {
    if (this.listFails !== null) throw this.listFails;
    return this.there.get(id) ?? null;
  }

  async left(): Promise<LeftFiles> {
    return this.leftFiles;
  }

  async remove(id: SessionId) {
    this.removed += 1;
    const failure = this.removeFails.shift();
    if (failure) throw failure;
    this.there.delete(id);
  }
}
