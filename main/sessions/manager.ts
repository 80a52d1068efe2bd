/** All sessions of one profile: makes, lists, renames and ends them, and finds them again after the app was gone. */
import { EventEmitter } from 'node:events';
import type { End, Session, SessionId, ToTerminal } from '../../preload/contract';
import type { Backend, SessionSpec } from '../backends/backend';
import { Failure } from '../failure';
import { type Surroundings, UNCHANGING, withNetwork } from '../network/surroundings';
import { mustRunThere } from '../tenants/tenants';
import { endBy } from './end-words';
import { END_PAUSES, endForGood } from './ending';
import { HeadStarts } from './head-start';
import type { Parts } from './link/connect';
import type { TerminalLink, TerminalMeeting } from './link/terminal-link';
import { Looking } from './looking';
import { make, type SessionRequest, specify } from './making';
import { Memory } from './memory';
import { type AllSeen, recorded } from './reconcile';
import type { Records } from './records';
import { settled } from './serially';
import { ManagedSession } from './session';
import { BEGINNING, RUNNING, type SessionModel } from './session-state';
import type { Claimed } from './spares/claiming';
import { Terminals } from './terminals';
import { UnderWay } from './under-way';
import { Watchers } from './watching';
import type { Writer } from './writer';

/** What a manager is made from. */
export interface ManagerParts {
  readonly records: Records;
  readonly writer: Writer;
  readonly backends: readonly Backend[];
  /** The app's version. */
  readonly app: string;
  /** What breaks connections without a word; unchanging unless given. */
  readonly surroundings?: Surroundings;
  /** A line for the log: what went wrong where nobody waits for it. No names or content of sessions. */
  readonly report: (words: string) => void;
  /** Gives back what this app holds of a quota, for a session that was refused for it; false: it holds nothing. */
  readonly makeRoom?: () => Promise<boolean>;
  /** Pauses between tries of ending, in ms; tests have shorter ones. */
  readonly endPauses?: readonly number[];
}

/** Changes within this time are told together. ms */
const TELL_MS = 20;

/** Emits `changed` soon after every change of the list. */
export class SessionManager extends EventEmitter<{ changed: [] }> {
  readonly #parts: ManagerParts;
  readonly #sessions = new Map<string, ManagedSession>();
  readonly #underWay = new UnderWay();
  readonly #looking: Looking;
  readonly #memory: Memory;
  readonly #terminals: Terminals;
  readonly #headStarts = new HeadStarts(() => this.#follow());
  /** Known from their records alone. */
  readonly #recalled = new Set<SessionId>();
  #watchers: Watchers | null = null;
  /** Many things change at once: they are told together. */
  readonly #told = settled(() => {
    this.#follow();
    this.#keepEnds();
    this.emit('changed');
  }, TELL_MS);
  constructor(parts: ManagerParts) {
    super();
    this.#parts = parts;
    this.#memory = new Memory(parts.records, parts.report);
    this.#terminals = new Terminals((session) =>
      this.#headStarts.partsOf(session.id, this.#partsOf(session)),
    );
    this.#looking = new Looking({
      ...parts,
      surroundings: this.#surroundings,
      isOver: (id) => this.#sessions.get(id)?.ended !== undefined,
      seen: (all) => this.#meet(all),
    });
  }

  /** The sessions, the newest first. */
  list(): Session[] {
    return this.all().map((session) => session.view());
  }

  /** The same, as they are managed. */
  all(): ManagedSession[] {
    return [...this.#sessions.values()].sort((a, b) => b.spec.createdAt - a.spec.createdAt);
  }

  /** @throws Failure `no-session` */
  get(id: string): ManagedSession {
    const found = this.#sessions.get(id);
    if (found === undefined) throw new Failure('no-session', `There is no session “${id}”.`);
    return found;
  }

  /** A place where sessions can run. @throws Failure `no-backend` */
  backend(kind: string): Backend {
    const found = this.#parts.backends.find((backend) => backend.kind === kind);
    if (found !== undefined) return found;
    const known = this.#parts.backends.map((one) => one.kind).join(', ');
    throw new Failure('no-backend', `There is no place “${kind}”.`, `Known: ${known}.`);
  }

  /** Lists what is on record, before any place is asked: whether it is there is not known yet. */
  recall(): void {
    for (const { spec, backend, model } of recorded(this.#parts))
      if (!this.#sessions.has(spec.id)) {
        this.#add(spec, backend, model);
        this.#recalled.add(spec.id);
      }
    this.#changed();
  }

  /** Settles what killed processes left, and looks at records and places: others make and end sessions too. */
  refresh(): Promise<void> {
    return this.#looking.now();
  }

  /** Finds what there is, and tries again to end what an earlier process gave up. */
  find(): Promise<void> {
    return this.#looking.all();
  }

  /** Keeps the list up to date from now on: for the app with windows. */
  watch(): void {
    this.#watchers ??= new Watchers((session) => this.#partsOf(session));
    this.#looking.watch();
    this.#follow();
  }

  /** A place tells better than a watch why a session is not there, so it is asked first. */
  #follow(): void {
    const isTheirs = (id: SessionId) => this.#recalled.has(id) || this.#headStarts.isAlone(id);
    this.#watchers?.follow(this.all().filter(({ id }) => !isTheirs(id)));
  }

  /** Stops watching; sessions go on. Waits for what is being ended, so that nothing of it is left. */
  async close(): Promise<void> {
    this.#headStarts.close();
    this.#looking.stop();
    this.#watchers?.close();
    this.#watchers = null;
    await this.#underWay.allEnded();
    this.#told.stop();
    await this.#parts.writer.close();
  }

  get #surroundings(): Surroundings {
    return this.#parts.surroundings ?? UNCHANGING;
  }

  /** Tries lost links and watches, and ends that failed, again now: the user signed in. */
  retry(): void {
    this.#terminals.retry();
    this.#watchers?.retry();
    this.#looking.anew();
  }

  /** A link for a terminal window, which hears everything in order. @throws Failure `no-session` */
  openTerminal(
    id: SessionId,
    meeting: TerminalMeeting,
    heard: (message: ToTerminal) => void,
  ): TerminalLink {
    const session = this.get(id);
    // After the app was gone it is then "in background", not new.
    if (!session.opened) this.#memory.opened(session.id);
    return this.#terminals.open(session, meeting, heard);
  }

  /** Bytes that were typed in a session's windows and have not been sent. */
  waiting(id: SessionId): number {
    const session = this.#sessions.get(id);
    return session === undefined ? 0 : this.#terminals.waiting(session);
  }

  /** The way to a session's agent. @throws Failure `no-session` */
  connection(id: SessionId): Parts {
    return this.#partsOf(this.get(id));
  }

  #partsOf({ id, backend, spec }: ManagedSession): Parts {
    return {
      app: this.#parts.app,
      connect: (program) => backend.exec(id, program),
      // A session of this computer needs no network.
      surroundings: withNetwork(this.#surroundings, backend.kind !== 'local'),
      limits: { idleMs: spec.idleMs, lifeMs: spec.lifeMs },
    };
  }

  /**
   * Begins to make a session; it is in the list at once. `done` resolves when it can be used, and rejects with why not:
   * then it stays in the list as failed, unless it was cancelled. `window`: its first window is being made meanwhile.
   */
  create(request: SessionRequest, { window = false } = {}): { id: SessionId; done: Promise<void> } {
    const backend = this.backend(request.backend);
    mustRunThere(request.tenant, backend.kind);
    const spec = specify(request, backend.at(), (id) => this.#sessions.has(id));
    const session = this.#add(spec, backend, BEGINNING);
    const work = async (signal: AbortSignal) => {
      await make(session, signal, this.#parts);
      if (window) this.#headStarts.begin(spec.id, this.#partsOf(session));
    };
    const done = this.#underWay.create(spec.id, work, () => this.#changed());
    this.#changed();
    return { id: spec.id, done };
  }

  /** A spare has become a session, and is on record: it can be used at once. Its first window is being made. */
  adopt({ spec, backend, ahead }: Claimed): { id: SessionId; done: Promise<void> } {
    // It may have been listed while it was claimed.
    const session = this.#sessions.get(spec.id) ?? this.#add(spec, backend, RUNNING);
    session.apply({ type: 'created' });
    this.#headStarts.begin(spec.id, this.#partsOf(session), ahead);
    this.#changed();
    return { id: spec.id, done: Promise.resolve() };
  }

  /** Resolves when a session that is being made can be used. @throws Failure why it cannot */
  made(id: SessionId): Promise<void> {
    return this.#underWay.made(id);
  }

  /** Ends a session for good, or gives up one being made; resolves when nothing of it is left. */
  end(id: SessionId): Promise<void> {
    return this.#underWay.end(id, () => this.#end(id));
  }

  /** Takes an ended or failed session off the list, with what was kept of it. @throws Failure `still-running` */
  async forget(id: SessionId): Promise<void> {
    const { kind } = this.get(id).phase;
    if (kind !== 'ended' && kind !== 'failed')
      throw new Failure('still-running', 'The session has not ended.', 'End it first.');
    await this.end(id);
  }

  /** Gives a session another name; an empty one is its id. */
  rename(id: SessionId, name: string): void {
    const session = this.get(id);
    session.learn({ name: name || id });
    this.#memory.renamed(session, name || id);
  }

  #changed(): void {
    this.#told.ask();
  }

  #drop(session: ManagedSession, end: End): void {
    this.#sessions.delete(session.id);
    this.#headStarts.end(session.id);
    this.#memory.forget(session.id);
    this.#terminals.ended(session, end);
    this.#changed();
  }

  #add(spec: SessionSpec, backend: Backend, model: SessionModel): ManagedSession {
    const session = new ManagedSession(spec, backend, model, () => this.#changed());
    this.#sessions.set(spec.id, session);
    return session;
  }

  async #end(id: SessionId): Promise<void> {
    const session = this.get(id);
    const intent = this.#underWay.isCreating(id) ? 'cancelled' : 'end';
    const giveUp = () => this.#underWay.giveUp(id);
    const pauses = this.#parts.endPauses ?? END_PAUSES;
    await endForGood(session, intent, giveUp, { ...this.#parts, pauses });
    this.#drop(session, endBy('asked'));
  }

  #meet(seen: AllSeen): void {
    for (const [id, found] of seen.sessions) {
      if (this.#underWay.has(id)) continue;
      const known = this.#sessions.get(id) ?? this.#add(found.spec, found.backend, found.model);
      known.meet(found);
      // Its windows hear of it.
      if (known.ended !== undefined) this.#terminals.endedAway(known, known.ended);
    }
    for (const session of this.all())
      if (seen.isComplete(session.backend.kind) && !seen.sessions.has(session.id))
        this.#dropIfForeign(session);
    this.#recalled.clear();
    this.#changed();
  }

  /** However an end was heard of, the record keeps it with the jobs: a later process can ask nobody. */
  #keepEnds(): void {
    for (const { id, ended, jobs } of this.#sessions.values())
      if (ended !== undefined) this.#memory.ended(id, ended, jobs);
  }

  /** Another process ended it; what this one has under way is not in the records of others. */
  #dropIfForeign(session: ManagedSession): void {
    if (this.#underWay.has(session.id)) return;
    this.#drop(session, endBy('asked'));
  }
}
