/** Keeps sessions ready before anybody asks for one, gives them to whoever does, and leaves none behind. */
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionId, SpareStatus } from '../../../preload/contract';
import type {
  Backend,
  Exec,
  SessionSpec,
  Spare,
  SpareKind,
  SparePlace,
} from '../../backends/backend';
import { toAppError } from '../../failure';
import { AHEAD } from '../head-start';
import { type SessionRequest, specify } from '../making';
import type { Records } from '../records';
import { serially } from '../serially';
import type { Writer } from '../writer';
import { type Claimed, claimFirst, isClaimRefused, shuffled } from './claiming';
import { type Own, oldestReady, plan } from './plan';
import { recordSpare, removeSpare } from './record';
import { FIRST_PAUSE_MS, Rest } from './rest';

/** What it is made from. */
export interface SparesParts {
  readonly records: Records;
  readonly writer: Writer;
  /** Where spares can be made, or none is ever. */
  readonly backend: Backend & { readonly spares: SparePlace };
  /** What they are to be ready for, and how many; null: for nothing. */
  readonly wanted: () => { readonly request: SessionRequest; readonly count: number } | null;
  /** A line for the log. */
  readonly report: (words: string) => void;
}

/** One of this app's own. */
interface Kept extends Own {
  readonly spec: SessionSpec;
  /** The way to its agent, kept open: who claims it need not wait for it. */
  ahead: Exec | null;
  /** When it was tried last, ms since 1970; 0: never. */
  reachedAt: number;
  readonly abort: AbortController;
  /** Resolves when it is made, or nothing of it is left. */
  making: Promise<void>;
}

/** Looked at again after this: a template may have changed, another app may have claimed one. ms */
const LOOK_MS = 60_000;
/** A claim does not wait longer for what its spares would be made from, nor for the list of what others have made. ms */
const LOOK_UP_MS = 1_500;
/** The next one is made when the prompt that a person waits for is likely there. ms */
const NEXT_MS = 400;
/** Where there was none a pod is made for that person now: what is made ahead does not take its processor. ms */
const AFTER_COLD_MS = 5_000;
/** On the way out nobody waits longer; what is still there then the next start removes. ms */
const CLOSE_MS = 4_000;

/** Emits `changed` when the status is another, and `looked` each time when it was looked at. */
export class Spares extends EventEmitter<{ changed: []; looked: [] }> {
  readonly #parts: SparesParts;
  readonly #own = new Map<SessionId, Kept>();
  readonly #rest = new Rest();
  #timer: NodeJS.Timeout | null = null;
  #runs = false;
  #lastWanted = '';
  #told = '';
  /** Looks what is wanted and what there is, and makes one the other. */
  readonly look = serially(() => this.#look());

  constructor(parts: SparesParts) {
    super();
    this.#parts = parts;
  }

  get status(): SpareStatus {
    const own = [...this.#own.values()];
    const ready = own.filter(({ madeAt }) => madeAt !== null).length;
    return { ready, making: own.length - ready, trouble: this.#rest.error };
  }

  /** How many this process is to keep ready: none before `start`. */
  get count(): number {
    return this.#runs ? (this.#parts.wanted()?.count ?? 0) : 0;
  }

  /** For the app with windows, from now on. */
  start(): void {
    this.#runs = true;
    void this.look();
  }

  /** What went wrong may go well now: somebody signed in. */
  again(): void {
    this.#rest.end();
    if (this.#runs) void this.look();
  }

  /** Settings were changed: others may be wanted. */
  settingsChanged(): void {
    if (JSON.stringify(this.#parts.wanted()) !== this.#lastWanted) this.again();
  }

  /** A spare for this, which is a session then and on record; null: there is none. Never throws. */
  async claim(request: SessionRequest): Promise<Claimed | null> {
    const { backend } = this.#parts;
    const { spares: place } = backend;
    if (request.backend !== backend.kind || this.#parts.wanted() === null) return null;
    try {
      const model = specify(request, backend.at(), () => false);
      const late = sleep(LOOK_UP_MS, null, { ref: false });
      const kind = await Promise.race([place.kind(model), late]);
      // Whoever waits for a session is to see it in the list: a cluster that is away says so there.
      if (kind === null) return null;
      const claimed = await this.#claim(model, request.name, kind);
      // Where there was none, what there is may be of a kind that nobody wants any more.
      if (this.#runs) this.#lookIn(claimed === null ? AFTER_COLD_MS : NEXT_MS);
      return claimed;
    } catch (error) {
      this.#parts.report(`a spare could not be claimed: ${toAppError(error).message}`);
      if (isClaimRefused(error)) this.#refused(error);
      return null;
    }
  }

  /** Removes what this app has made ahead, for a session that a quota refuses. False: there was nothing. */
  async makeRoom(): Promise<boolean> {
    if (this.#own.size === 0) return false;
    this.#rest.makeRoom();
    await this.#dropAll();
    return true;
  }

  /** Removes what nobody has claimed. */
  async close(): Promise<void> {
    this.#runs = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await Promise.race([this.#dropAll(), sleep(CLOSE_MS, undefined, { ref: false })]);
  }

  async #claim(
    model: SessionSpec,
    name: string | undefined,
    kind: SpareKind,
  ): Promise<Claimed | null> {
    const { backend } = this.#parts;
    const specOf = (id: SessionId) => ({ ...model, id, name: name || id });
    const parts = { ...this.#parts, place: backend.spares };
    const own = this.#take(kind.mark);
    if (own !== null) {
      const spec = await claimFirst([own], specOf, kind, parts).catch((error) => {
        own.ahead?.close();
        // Else what became of it is not known.
        if (isClaimRefused(error)) void removeSpare(own.id, this.#parts);
        throw error;
      });
      if (spec !== null) return { spec, backend, ahead: own.ahead };
      own.ahead?.close();
    }
    const listed = await backend.spares.list(model.at, kind, AbortSignal.timeout(LOOK_UP_MS));
    const others = shuffled(listed).filter(({ id }) => !this.#own.has(id));
    const spec = await claimFirst(others, specOf, kind, parts);
    return spec === null ? null : { spec, backend, ahead: null };
  }

  /** One of its own: it is no spare any more, whatever becomes of it. */
  #take(mark: string): (Spare & Pick<Kept, 'ahead'>) | null {
    const one = oldestReady(this.#own.values(), mark);
    if (one !== null) this.#own.delete(one.id);
    return one;
  }

  async #look(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    try {
      await this.#settle();
    } catch (error) {
      this.#failed(error);
    }
    if (!this.#runs) return;
    this.#lookIn(Math.min(this.#rest.left() || LOOK_MS, LOOK_MS));
    this.#tell();
  }

  #tell(): void {
    const now = JSON.stringify(this.status);
    if (now !== this.#told) {
      this.#told = now;
      this.emit('changed');
    }
    this.emit('looked');
  }

  #lookIn(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.look(), ms).unref();
  }

  async #settle(): Promise<void> {
    const { backend } = this.#parts;
    const { lifeMs } = backend.spares;
    const wanted = this.#runs ? this.#parts.wanted() : null;
    this.#lastWanted = JSON.stringify(wanted);
    const model = wanted === null ? null : specify(wanted.request, backend.at(), () => false);
    const kind = model === null ? null : await backend.spares.kind(model);
    if (model !== null && kind !== null) await this.#forgetLost(model, kind);
    const goal = kind === null || wanted === null ? null : { mark: kind.mark, count: wanted.count };
    const { make, drop } = plan(goal, [...this.#own.values()], { now: Date.now(), lifeMs });
    if (make === 0) this.#rest.forget();
    // Under a quota there is room for the new ones only then.
    await Promise.all(drop.map((id) => this.#drop(id)));
    for (const one of this.#own.values())
      if (one.madeAt !== null && one.ahead === null) void this.#reach(one);
    if (wanted === null || kind === null || !this.#runs || this.#rest.left() > 0) return;
    for (let made = 0; made < make; made += 1) this.#begin(wanted.request, kind);
  }

  /** Another app has claimed it, or it is gone. */
  async #forgetLost(model: SessionSpec, kind: SpareKind): Promise<void> {
    const own = [...this.#own.values()].filter(
      ({ mark, madeAt }) => mark === kind.mark && madeAt !== null,
    );
    if (own.length === 0) return;
    const there = new Set(
      (await this.#parts.backend.spares.list(model.at, kind)).map(({ id }) => id),
    );
    await Promise.all(own.filter(({ id }) => !there.has(id)).map(({ id }) => this.#drop(id)));
  }

  #begin(request: SessionRequest, { mark }: SpareKind): void {
    const spec = specify(request, this.#parts.backend.at(), (id) => this.#own.has(id));
    const basics = { id: spec.id, mark, madeAt: null, spec, ahead: null, reachedAt: 0 };
    const one: Kept = { ...basics, abort: new AbortController(), making: Promise.resolve() };
    this.#own.set(spec.id, one);
    one.making = this.#make(one).finally(() => this.#tell());
    this.#tell();
  }

  /** Never rejects. */
  async #make(one: Kept): Promise<void> {
    const { spec, abort } = one;
    try {
      await recordSpare(spec, this.#parts);
      const { kind, madeAt } = await this.#parts.backend.spares.make(spec, abort.signal);
      if (this.#own.get(spec.id) !== one) return await removeSpare(spec.id, this.#parts);
      const ready: Kept = { ...one, mark: kind.mark, madeAt };
      this.#own.set(spec.id, ready);
      this.#rest.wentWell();
      await this.#reach(ready);
    } catch (error) {
      if (this.#own.delete(spec.id)) this.#failed(error);
      await removeSpare(spec.id, this.#parts);
    }
  }

  /** Opens the way to its agent. Without it a claim takes as long as that. */
  async #reach(spare: Kept): Promise<void> {
    if (Date.now() < spare.reachedAt + FIRST_PAUSE_MS) return;
    spare.reachedAt = Date.now();
    const exec = await this.#parts.backend.exec(spare.id, AHEAD).catch(() => null);
    if (exec === null) return;
    if (this.#own.get(spare.id) !== spare) return exec.close();
    spare.ahead = exec;
    const ended = () => {
      if (this.#own.get(spare.id) !== spare) return;
      spare.ahead = null;
      // Its pod may be gone.
      void this.look();
    };
    exec.exit.then(ended, ended);
  }

  /** It is no spare any more. Resolves when nothing of it is left, or it is another app's. Never rejects. */
  async #drop(id: SessionId): Promise<void> {
    const one = this.#own.get(id);
    if (one === undefined) return;
    this.#own.delete(id);
    one.ahead?.close();
    one.abort.abort();
    // Whoever makes it removes it: only then is it known whether there is anything.
    await (one.madeAt === null ? one.making : removeSpare(id, this.#parts));
  }

  async #dropAll(): Promise<void> {
    await Promise.all([...this.#own.keys()].map((id) => this.#drop(id)));
  }

  /** What nobody may claim is not kept. */
  #refused(error: unknown): void {
    this.#failed(error);
    void this.#dropAll();
    this.#tell();
  }

  /** Nobody is shown a window for it: who asks for a session gets one, only later. */
  #failed(error: unknown): void {
    this.#rest.begin(error);
    if (this.#runs) this.#lookIn(Math.min(this.#rest.left(), LOOK_MS));
  }
}
