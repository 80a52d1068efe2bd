/** All sessions of one profile: makes, lists, renames and ends them, and finds them again after the app was gone. */
import { EventEmitter } from 'node:events';
import type {
  BackendKind,
  Session,
  SessionId,
  SessionSize,
  Tenant,
  ToTerminal,
} from '../../preload/contract';
import type { Backend, Progress, SessionSpec } from '../backends/backend';
import { Failure, toAppError } from '../failure';
import { newSessionId } from './id';
import type { Parts } from './link/connect';
import type { TerminalLink } from './link/terminal-link';
import { END_PAUSES, persist } from './patience';
import { reconcile } from './reconcile';
import type { Records, SessionRecord } from './records';
import { watchRecords } from './records-watch';
import { serially } from './serially';
import { ManagedSession } from './session';
import { BEGINNING } from './session-state';
import { sweep } from './sweep';
import { Terminals } from './terminals';
import { Watchers } from './watching';
import type { Writer } from './writer';

/** What a session is asked for. */
export interface SessionRequest {
  readonly tenant: Tenant;
  readonly backend: BackendKind;
  readonly size: SessionSize;
  /** ms, or null: until it is ended. */
  readonly lifeMs: number | null;
  /** ms, or null: for ever. */
  readonly idleMs: number | null;
  readonly name?: string | undefined;
  /** Made by `run`. */
  readonly oneShot?: boolean;
}

/** What a manager is made from. */
export interface ManagerParts {
  readonly records: Records;
  readonly writer: Writer;
  readonly backends: readonly Backend[];
  /** The app's version. */
  readonly app: string;
  /** A line for the log: what went wrong where nobody waits for it. No names or content of sessions. */
  readonly report: (words: string) => void;
  /** Pauses between tries of ending, in ms; tests have shorter ones. */
  readonly endPauses?: readonly number[];
}

/** Places are asked again this often: what happens to sessions that are not watched is seen no other way. ms */
const LOOK_MS = 10_000;

/** Changes within this time are told together. ms */
const TELL_MS = 20;

/** Emits `changed` soon after every change of the list. */
export class SessionManager extends EventEmitter<{ changed: [] }> {
  readonly #parts: ManagerParts;
  readonly #backends: ReadonlyMap<BackendKind, Backend>;
  readonly #sessions = new Map<SessionId, ManagedSession>();
  /** What this process has under way: others' records are read, these are not. */
  readonly #creating = new Map<SessionId, { abort: AbortController; done: Promise<void> }>();
  readonly #ending = new Map<SessionId, Promise<void>>();
  readonly #terminals: Terminals;
  #watchers: Watchers | null = null;
  #stopLooking = () => {};
  #telling: NodeJS.Timeout | null = null;
  #retryEnds = false;
  /** Settles what killed processes left, and looks at records and places: others make and end sessions too. */
  readonly refresh = serially(() => this.#refreshOnce());

  constructor(parts: ManagerParts) {
    super();
    this.#parts = parts;
    this.#terminals = new Terminals(parts.app);
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
    const found = this.all().find((session) => session.id === id);
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

  /** Finds what there is, and tries again to end what an earlier process gave up. */
  find(): Promise<void> {
    this.#retryEnds = true;
    return this.refresh();
  }

  /** Keeps the list up to date from now on: for the app with windows. */
  watch(): void {
    this.#watchers ??= new Watchers(this.#parts.app);
    const look = () => void this.refresh().catch((error) => this.#parts.report(String(error)));
    const stopRecords = watchRecords(this.#parts.records.folder, look);
    const timer = setInterval(look, LOOK_MS).unref();
    this.#stopLooking = () => {
      stopRecords();
      clearInterval(timer);
    };
    this.#watchers.follow(this.all());
  }

  /** Stops watching; sessions go on. Waits for what is being ended, so that nothing of it is left. */
  async close(): Promise<void> {
    this.#stopLooking();
    this.#watchers?.close();
    this.#watchers = null;
    await Promise.allSettled(this.#ending.values());
    await this.#parts.writer.close();
  }

  /** Tries lost links again now, for example after the computer slept. */
  retry(): void {
    this.#watchers?.retry();
  }

  /** A link for a terminal window, which hears everything in order. @throws Failure `no-session` */
  openTerminal(id: SessionId, heard: (message: ToTerminal) => void): TerminalLink {
    return this.#terminals.open(this.get(id), heard);
  }

  /** The way to a session's agent. @throws Failure `no-session` */
  connection(id: SessionId): Parts {
    const { backend } = this.get(id);
    return { app: this.#parts.app, connect: (program) => backend.exec(id, program) };
  }

  /**
   * Begins to make a session; it is in the list at once. `done` resolves when it can be used, and rejects with why not:
   * then it stays in the list as failed, unless it was cancelled.
   */
  create(request: SessionRequest): { id: SessionId; done: Promise<void> } {
    const backend = this.backend(request.backend);
    const spec = this.#specify(request);
    const session = new ManagedSession(spec, backend, BEGINNING, () => this.#changed());
    this.#sessions.set(spec.id, session);
    const abort = new AbortController();
    const done = this.#make(session, abort.signal).finally(() => {
      this.#creating.delete(spec.id);
      this.#changed();
    });
    // Whoever does not wait for it reads the reason in the list.
    done.catch(() => {});
    this.#creating.set(spec.id, { abort, done });
    this.#changed();
    return { id: spec.id, done };
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
    const base = record ?? this.#record(session, 'created');
    this.#parts.records.write({ ...base, spec: { ...base.spec, name: name || id } });
  }

  /** Many things change at once: they are told together. */
  #changed(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = null;
      this.#watchers?.follow(this.all());
      this.emit('changed');
    }, TELL_MS);
  }

  #drop(session: ManagedSession, how: { expected: boolean; reason: string }): void {
    this.#sessions.delete(session.id);
    this.#terminals.ended(session, how);
    this.#changed();
  }

  #specify(request: SessionRequest): SessionSpec {
    const id = newSessionId((taken) => this.#sessions.has(taken));
    const { tenant, size, lifeMs, idleMs, name, oneShot = false } = request;
    return {
      id,
      name: name || id,
      tenant,
      size,
      lifeMs,
      idleMs,
      oneShot,
      createdAt: Date.now(),
    };
  }

  #record(session: ManagedSession, intent: SessionRecord['intent']): SessionRecord {
    const { spec, backend } = session;
    const none = { writer: null, error: null, tries: 0 };
    return { ...none, version: 1, backend: backend.kind, spec, intent, since: Date.now() };
  }

  async #make(session: ManagedSession, signal: AbortSignal): Promise<void> {
    const { records, writer } = this.#parts;
    const progress = (step: Progress) => session.apply({ type: 'progress', progress: step });
    try {
      records.write({ ...this.#record(session, 'create'), writer: await writer.address() });
      await session.backend.create(session.spec, progress, signal);
      signal.throwIfAborted();
      records.write(this.#record(session, 'created'));
      session.apply({ type: 'created' });
    } catch (error) {
      if (!signal.aborted) await this.#keepFailure(session, error);
      throw signal.aborted ? new Failure('cancelled', 'It was given up.') : error;
    }
  }

  async #keepFailure(session: ManagedSession, thrown: unknown): Promise<void> {
    const error = toAppError(thrown);
    await session.backend.remove(session.id).catch((why) => this.#parts.report(String(why)));
    session.apply({ type: 'not-created', error });
    this.#parts.records.write({ ...this.#record(session, 'failed'), error });
  }

  async #end(id: SessionId): Promise<void> {
    const session = this.get(id);
    const { records, writer, report } = this.#parts;
    const creating = this.#creating.get(id);
    const intent = creating === undefined ? 'end' : 'cancelled';
    session.apply({ type: 'ending', at: Date.now() });
    records.write({ ...this.#record(session, intent), writer: await writer.address() });
    creating?.abort.abort();
    await creating?.done.catch(() => {});
    const failed = (error: unknown) => {
      report(`session ${id} is not gone yet: ${toAppError(error).message}`);
      session.apply({ type: 'not-ended' });
    };
    try {
      await persist(() => session.backend.remove(id), this.#parts.endPauses ?? END_PAUSES, failed);
    } catch (error) {
      failed(error);
      // The intent stays: the next process that starts, or the user, tries again.
      records.write({ ...this.#record(session, intent), error: toAppError(error) });
      throw error;
    }
    records.delete(id);
    this.#drop(session, { expected: true, reason: 'by you' });
  }

  async #refreshOnce(): Promise<void> {
    const { records, writer, report } = this.#parts;
    const again = this.#retryEnds;
    this.#retryEnds = false;
    await sweep({ records, writer, report, again, backends: this.#backends });
    const seen = await reconcile(records, this.#parts.backends, report);
    for (const [id, found] of seen.sessions) {
      if (this.#creating.has(id) || this.#ending.has(id)) continue;
      const known = this.#sessions.get(id);
      if (known === undefined) {
        const { spec, backend, model } = found;
        this.#sessions.set(id, new ManagedSession(spec, backend, model, () => this.#changed()));
      } else {
        known.meet(found.model, found.spec.name);
      }
    }
    for (const session of this.all())
      if (seen.isComplete(session.backend.kind) && !seen.sessions.has(session.id))
        this.#dropIfForeign(session);
    this.#changed();
  }

  /** Another process ended it; what this one has under way is not in the records of others. */
  #dropIfForeign(session: ManagedSession): void {
    if (this.#creating.has(session.id) || this.#ending.has(session.id)) return;
    this.#drop(session, { expected: true, reason: 'by you' });
  }
}
