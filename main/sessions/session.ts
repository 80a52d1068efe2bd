/** One session as this process knows it: what it was made from, where it stands, what runs in it. */
import type { CredentialFile, End, Job, Restart, Session, SessionId } from '../../preload/contract';
import type { Backend, Runs, SessionSpec } from '../backends/backend';
import { jobToShow } from './jobs/job-list';
import { tiedToMemory } from './jobs/memory-end';
import { endOfLife, nearEnd } from './near-end';
import type { Seen } from './reconcile';
import { reduce, type SessionEvent, type SessionModel, stateOf } from './session-state';
import { UsageLog } from './usage/usage-log';
import type { Life } from './wire/messages';

/** A place and an agent tell of one restart, apart by as much at most. ms */
const SAME_MS = 60_000;

/** Changes are told to one listener: the list that the session is in. */
export class ManagedSession {
  /** The name in it can change. */
  spec: SessionSpec;
  readonly backend: Backend;
  #model: SessionModel;
  /** The last ones, the oldest first. */
  #jobs: readonly Job[] = [];
  /** When it ends by itself, by the clock of this computer; before its agent said so, as it was asked for. */
  #life: Life;
  #watched = false;
  #runs: Runs = {};
  #credentials: readonly CredentialFile[] = [];
  #restart: Restart | undefined;
  /** How often its agent was started again, as far as it said so here. */
  #restarts: number | null = null;
  /** What it used in the last minutes, as its watcher heard it. */
  readonly usage = new UsageLog();
  readonly #changed: () => void;

  constructor(spec: SessionSpec, backend: Backend, model: SessionModel, changed: () => void) {
    this.spec = spec;
    this.backend = backend;
    this.#model = model;
    const endsAt = spec.lifeMs === null ? null : spec.createdAt + spec.lifeMs;
    this.#life = { endsAt, idleEndsAt: null, deadline: null };
    this.#changed = changed;
  }

  get id(): SessionId {
    return this.spec.id;
  }

  /** The last ones, the oldest first; another list where one of them is another. */
  get jobs(): readonly Job[] {
    return this.#jobs;
  }

  /** Whether there has been a window on it. */
  get opened(): boolean {
    return this.#model.opened;
  }

  get phase(): SessionModel['phase'] {
    return this.#model.phase;
  }

  /** How and when it ended, where it has. */
  get ended(): (End & { readonly at: number }) | undefined {
    if (this.phase.kind !== 'ended') return undefined;
    const { kind: _, ...end } = this.phase;
    return end;
  }

  /** Moves the state machine on. */
  apply(event: SessionEvent): void {
    const next = reduce(this.#model, event);
    if (next === this.#model) return;
    this.#model = next;
    this.#tie();
    this.#changed();
  }

  /** What its watcher learned; a field that is left out stays as it was. */
  learn(news: {
    jobs?: readonly Job[];
    life?: Life;
    watched?: boolean;
    name?: string;
    runs?: Runs | undefined;
    credentials?: readonly CredentialFile[];
  }): void {
    if (news.jobs !== undefined) this.#jobs = news.jobs;
    this.#tie();
    if (news.life !== undefined) this.#life = news.life;
    if (news.watched !== undefined) this.#watched = news.watched;
    if (news.name !== undefined) this.spec = { ...this.spec, name: news.name };
    if (news.runs !== undefined) this.#runs = { ...this.#runs, ...news.runs };
    if (news.credentials !== undefined) this.#credentials = news.credentials;
    this.#changed();
  }

  /**
   * Its agent says how often it was started again, and why the last time; `at` is its clock now. When it was is known only
   * where it was seen. Its place knows better why.
   */
  restarted(count: number, reason: Restart['reason'], at: number): void {
    const isNews = this.#restarts !== null && count > this.#restarts;
    this.#restarts = count;
    if (!isNews || at < (this.#restart?.at ?? 0) + SAME_MS) return;
    this.#restart = { reason, at };
    this.#tie();
    this.#changed();
  }

  /** What records and places say of it, where that is news. */
  meet({ model, spec, runs, restart, jobs }: Seen): void {
    if (restart !== undefined && restart.at > (this.#restart?.at ?? 0) - SAME_MS)
      this.#restart = restart;
    // Of none, a list that is another one would be news to each page.
    const isNews = this.#jobs.length === 0 && jobs !== undefined && jobs.length > 0;
    this.learn({ name: spec.name, runs, ...(isNews ? { jobs } : {}) });
    const { phase } = model;
    if (phase.kind === 'running') this.apply({ type: 'created' });
    if (phase.kind === 'ended') this.apply({ ...phase, type: 'ended' });
    if (phase.kind === 'ending') this.apply({ type: 'ending', at: phase.since });
    // A watcher knows better than a list.
    if (!this.#watched)
      this.apply(model.lost === null ? { type: 'linked' } : { type: 'lost', ...model.lost });
  }

  /** What its place saw of its memory is how some of its jobs ended. */
  #tie(): void {
    const end = this.phase.kind === 'ended' ? this.phase : null;
    this.#jobs = tiedToMemory(this.#jobs, { restart: this.#restart, end });
  }

  /** On this computer GAM works on the user's own files; only gam.cfg is the session's. */
  #unsaved(): { unsaved?: CredentialFile[] } {
    const inPlace = this.backend.kind === 'local';
    const unsaved = this.#credentials.filter((name) => !inPlace || name === 'gam.cfg');
    return unsaved.length === 0 ? {} : { unsaved };
  }

  /** As windows show it. */
  view(): Session {
    const { id, name, tenant, size, createdAt } = this.spec;
    const isRunning = this.phase.kind === 'running';
    return {
      id,
      name,
      tenant,
      backend: this.backend.kind,
      place: { ...this.backend.where(this.spec), ...runsWords(this.#runs) },
      size,
      state: stateOf(this.#model),
      ...(this.#restart === undefined ? {} : { restart: this.#restart }),
      ...this.#unsaved(),
      createdAt,
      endsAt: endOfLife(this.#life),
      // What was not heard from its agent may have been moved.
      nearEnd: isRunning && this.#watched ? nearEnd(this.#life, Date.now()) : null,
      job: jobToShow(this.#jobs),
      watched: this.#watched,
    };
  }
}

/** "GAM 7.49.00, team/gamgui:1.0", as far as it is known. */
function runsWords({ gam, image }: Runs): { runs?: string } {
  const words = [gam === undefined ? [] : `GAM ${gam}`, image ?? []].flat().join(', ');
  return words === '' ? {} : { runs: words };
}
