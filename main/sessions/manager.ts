/** All sessions of one profile: makes, lists, renames and ends them, and finds them again after the app was gone. */
import { EventEmitter } from 'node:events';
import type {
  BackendKind,
  End,
  EndCause,
  Session,
  SessionId,
  ToTerminal,
} from '../../preload/contract';
import type { Backend, PlaceWatch, SessionSpec } from '../backends/backend';
import { Failure } from '../failure';
import { type Surroundings, UNCHANGING, withNetwork } from '../network/surroundings';
import { endBy } from './end-words';
import { END_PAUSES, endForGood } from './ending';
import type { Parts } from './link/connect';
import type { TerminalLink, TerminalMeeting } from './link/terminal-link';
import { make, type SessionRequest, specify } from './making';
import { reconcile, recorded } from './reconcile';
import { type Records, recordOf } from './records';
import { watchRecords } from './records-watch';
import { serially, settled } from './serially';
import { ManagedSession } from './session';
import { BEGINNING, type SessionModel } from './session-state';
import { sweep } from './sweep';
import { Terminals } from './terminals';
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
  /** Pauses between tries of ending, in ms; tests have shorter ones. */
  readonly endPauses?: readonly number[];
}

/** Places are asked again this often: what happens in those that do not tell by themselves is seen no other way. ms */
const LOOK_MS = 10_000;

/** What places tell within this time is looked at once. ms */
const SETTLE_MS = 100;

/** What could not be ended is tried again this often: a cluster may be reachable again. ms */
const RETRY_ENDS_MS = 60_000;

/** Changes within this time are told together. ms */
const TELL_MS = 20;

/** Emits `changed` soon after every change of the list. */
export class SessionManager extends EventEmitter<{ changed: [] }> {
  readonly #parts: ManagerParts;
  readonly #backends: ReadonlyMap<BackendKind, Backend>;
  readonly #sessions = new Map<string, ManagedSession>();
  /** What this process has under way: others' records are read, these are not. */
  readonly #creating = new Map<SessionId, { abort: AbortController; done: Promise<void> }>();
  readonly #ending = new Map<SessionId, Promise<void>>();
  /** Of which sessions the records have how they ended. */
  readonly #ends = new Map<SessionId, EndCause>();
  readonly #terminals: Terminals;
  /** Known from their records alone. */
  readonly #recalled = new Set<SessionId>();
  #watchers: Watchers | null = null;
  #stopLooking = () => {};
  #placeWatches: readonly PlaceWatch[] = [];
  #telling: NodeJS.Timeout | null = null;
  #retryEnds = false;
  /** Settles what killed processes left, and looks at records and places: others make and end sessions too. */
  readonly refresh = serially(() => this.#refreshOnce());

  constructor(parts: ManagerParts) {
    super();
    this.#parts = parts;
    this.#terminals = new Terminals((session) => this.#partsOf(session));
    this.#backends = new Map(parts.backends.map((backend) => [backend.kind, backend]));
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
    const known = [...this.#backends.keys()].join(', ');
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

  /** Finds what there is, and tries again to end what an earlier process gave up. */
  find(): Promise<void> {
    this.#retryEnds = true;
    return this.refresh();
  }

  /** Keeps the list up to date from now on: for the app with windows. */
  watch(): void {
    this.#watchers ??= new Watchers((session) => this.#partsOf(session));
    const look = () => void this.refresh().catch((error) => this.#parts.report(String(error)));
    const soon = settled(look, SETTLE_MS);
    const watches = this.#parts.backends.flatMap((backend) => backend.watch?.(soon.ask) ?? []);
    this.#placeWatches = watches;
    const stopRecords = watchRecords(this.#parts.records.folder, look);
    const timer = setInterval(look, LOOK_MS).unref();
    const ends = setInterval(() => {
      this.#retryEnds = true;
    }, RETRY_ENDS_MS).unref();
    const stopListening = this.#surroundings.onChange(() => this.#lookAnew());
    this.#stopLooking = () => {
      stopListening();
      for (const watch of watches) watch.stop();
      this.#placeWatches = [];
      soon.stop();
      stopRecords();
      clearInterval(timer);
      clearInterval(ends);
    };
    this.#follow();
  }

  /** A place tells better than a watch why a session is not there, so it is asked first. */
  #follow(): void {
    this.#watchers?.follow(this.all().filter(({ id }) => !this.#recalled.has(id)));
  }

  /** Stops watching; sessions go on. Waits for what is being ended, so that nothing of it is left. */
  async close(): Promise<void> {
    this.#stopLooking();
    this.#watchers?.close();
    this.#watchers = null;
    await Promise.allSettled(this.#ending.values());
    await this.#parts.writer.close();
  }

  get #surroundings(): Surroundings {
    return this.#parts.surroundings ?? UNCHANGING;
  }

  /** Tries lost links and watches, and ends that failed, again now: the user signed in. */
  retry(): void {
    this.#terminals.retry();
    this.#watchers?.retry();
    this.#lookAnew();
  }

  #lookAnew(): void {
    for (const watch of this.#placeWatches) watch.again();
    this.find().catch((error) => this.#parts.report(String(error)));
  }

  /** A link for a terminal window, which hears everything in order. @throws Failure `no-session` */
  openTerminal(
    id: SessionId,
    meeting: TerminalMeeting,
    heard: (message: ToTerminal) => void,
  ): TerminalLink {
    const session = this.get(id);
    this.#rememberOpened(session);
    return this.#terminals.open(session, meeting, heard);
  }

  /** Bytes that were typed in a session's windows and have not been sent. */
  waiting(id: SessionId): number {
    const session = this.#sessions.get(id);
    return session === undefined ? 0 : this.#terminals.waiting(session);
  }

  /** After the app was gone it is then "in background", not new. */
  #rememberOpened(session: ManagedSession): void {
    if (session.opened) return;
    const record = this.#parts.records.get(session.id);
    if (record?.intent === 'created') this.#parts.records.write({ ...record, opened: true });
  }

  /** The way to a session's agent. @throws Failure `no-session` */
  connection(id: SessionId): Parts {
    return this.#partsOf(this.get(id));
  }

  #partsOf({ id, backend }: ManagedSession): Parts {
    return {
      app: this.#parts.app,
      connect: (program) => backend.exec(id, program),
      // A session of this computer needs no network.
      surroundings: withNetwork(this.#surroundings, backend.kind !== 'local'),
    };
  }

  /**
   * Begins to make a session; it is in the list at once. `done` resolves when it can be used, and rejects with why not:
   * then it stays in the list as failed, unless it was cancelled.
   */
  create(request: SessionRequest): { id: SessionId; done: Promise<void> } {
    const backend = this.backend(request.backend);
    const spec = specify(request, backend.at(), (id) => this.#sessions.has(id));
    const session = this.#add(spec, backend, BEGINNING);
    const abort = new AbortController();
    const done = make(session, abort.signal, this.#parts).finally(() => {
      this.#creating.delete(spec.id);
      this.#changed();
    });
    // Whoever does not wait for it reads the reason in the list.
    done.catch(() => {});
    this.#creating.set(spec.id, { abort, done });
    this.#changed();
    return { id: spec.id, done };
  }

  /** Resolves when a session that is being made can be used. @throws Failure why it cannot */
  async made(id: SessionId): Promise<void> {
    await this.#creating.get(id)?.done;
  }

  /** Ends a session for good, or gives up one being made; resolves when nothing of it is left. */
  end(id: SessionId): Promise<void> {
    const under = this.#ending.get(id) ?? this.#end(id);
    this.#ending.set(id, under);
    const clear = () => this.#ending.delete(id);
    under.then(clear, clear);
    return under;
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
    const record = this.#parts.records.get(id);
    const base = record ?? recordOf(session, 'created');
    this.#parts.records.write({ ...base, spec: { ...base.spec, name: name || id } });
  }

  /** Many things change at once: they are told together. */
  #changed(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = null;
      this.#follow();
      this.emit('changed');
    }, TELL_MS);
  }

  #drop(session: ManagedSession, end: End): void {
    this.#sessions.delete(session.id);
    this.#ends.delete(session.id);
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
    const creating = this.#creating.get(id);
    const giveUp = async () => {
      creating?.abort.abort();
      await creating?.done.catch(() => {});
    };
    const pauses = this.#parts.endPauses ?? END_PAUSES;
    const intent = creating === undefined ? 'end' : 'cancelled';
    await endForGood(session, intent, giveUp, { ...this.#parts, pauses });
    this.#drop(session, endBy('asked'));
  }

  async #refreshOnce(): Promise<void> {
    const { records, writer, report } = this.#parts;
    const again = this.#retryEnds;
    this.#retryEnds = false;
    await sweep({ records, writer, report, again, backends: this.#backends });
    const isOver = (id: SessionId) => this.#sessions.get(id)?.phase.kind === 'ended';
    const { backends } = this.#parts;
    const seen = await reconcile({ records, backends, isOver, report });
    for (const [id, found] of seen.sessions) {
      if (this.#creating.has(id) || this.#ending.has(id)) continue;
      const known = this.#sessions.get(id) ?? this.#add(found.spec, found.backend, found.model);
      known.meet(found);
      this.#tellEnd(known);
    }
    for (const session of this.all())
      if (seen.isComplete(session.backend.kind) && !seen.sessions.has(session.id))
        this.#dropIfForeign(session);
    this.#recalled.clear();
    this.#changed();
  }

  /** Of a session that has ended: its windows hear of it, and its record keeps how, which its place forgets. */
  #tellEnd(session: ManagedSession): void {
    const { phase } = session;
    if (phase.kind !== 'ended') return;
    const { kind: _, ...end } = phase;
    this.#terminals.endedAway(session, end);
    if (this.#ends.get(session.id) === end.cause) return;
    this.#ends.set(session.id, end.cause);
    const record = this.#parts.records.get(session.id);
    if (record?.intent === 'created' && record.end?.cause !== end.cause)
      this.#parts.records.write({ ...record, end });
  }

  /** Another process ended it; what this one has under way is not in the records of others. */
  #dropIfForeign(session: ManagedSession): void {
    if (this.#creating.has(session.id) || this.#ending.has(session.id)) return;
    this.#drop(session, endBy('asked'));
  }
}
