/** One session as this process knows it: what it was made from, where it stands, what runs in it. */
import type { Job, Session, SessionId } from '../../preload/contract';
import type { Backend, SessionSpec } from '../backends/backend';
import { reduce, type SessionEvent, type SessionModel, stateOf } from './session-state';

/** Changes are told to one listener: the list that the session is in. */
export class ManagedSession {
  /** The name in it can change. */
  spec: SessionSpec;
  readonly backend: Backend;
  #model: SessionModel;
  /** The job that runs, else the last one. */
  #job: Job | null = null;
  #endsAt: number | null;
  #watched = false;
  readonly #changed: () => void;

  constructor(spec: SessionSpec, backend: Backend, model: SessionModel, changed: () => void) {
    this.spec = spec;
    this.backend = backend;
    this.#model = model;
    this.#endsAt = spec.lifeMs === null ? null : spec.createdAt + spec.lifeMs;
    this.#changed = changed;
  }

  get id(): SessionId {
    return this.spec.id;
  }

  get job(): Job | null {
    return this.#job;
  }

  /** Whether there has been a window on it. */
  get opened(): boolean {
    return this.#model.opened;
  }

  get phase(): SessionModel['phase'] {
    return this.#model.phase;
  }

  /** Moves the state machine on. */
  apply(event: SessionEvent): void {
    const next = reduce(this.#model, event);
    if (next === this.#model) return;
    this.#model = next;
    this.#changed();
  }

  /** What its watcher learned; a field that is left out stays as it was. */
  learn(news: {
    job?: Job | null;
    endsAt?: number | null;
    watched?: boolean;
    name?: string;
  }): void {
    if (news.job !== undefined) this.#job = news.job;
    if (news.endsAt !== undefined) this.#endsAt = news.endsAt;
    if (news.watched !== undefined) this.#watched = news.watched;
    if (news.name !== undefined) this.spec = { ...this.spec, name: news.name };
    this.#changed();
  }

  /** What records and places say of it, where that is news. */
  meet(seen: SessionModel, name: string): void {
    if (name !== this.spec.name) this.spec = { ...this.spec, name };
    const { phase } = seen;
    if (phase.kind === 'running') this.apply({ type: 'created' });
    if (phase.kind === 'ended') this.apply({ ...phase, type: 'ended' });
    if (phase.kind === 'ending') this.apply({ type: 'ending', at: phase.since });
    // A watcher knows better than a list.
    if (!this.#watched)
      this.apply(seen.lost === null ? { type: 'linked' } : { type: 'lost', ...seen.lost });
  }

  /** As windows show it. */
  view(): Session {
    const { id, name, tenant, size, createdAt } = this.spec;
    return {
      id,
      name,
      tenant,
      backend: this.backend.kind,
      place: this.backend.where(this.spec),
      size,
      state: stateOf(this.#model),
      createdAt,
      endsAt: this.#endsAt,
      job: this.#job,
      watched: this.#watched,
    };
  }
}
