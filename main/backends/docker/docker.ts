/** Sessions in Docker: a hardened container each, on this computer as a rule. */
import type { Place, SessionId } from '../../../preload/contract';
import { Failure, toAppError } from '../../failure';
import type {
  AgentProgram,
  Backend,
  Exec,
  Found,
  LeftFiles,
  Listing,
  PlaceWatch,
  Progress,
  RecordedPlaces,
  SessionSpec,
} from '../backend';
import { agentCommand } from '../image';
import { needsNetwork } from './container';
import { type ContainerSettings, makeSession, prepareSession } from './creating';
import { Engine } from './engine';
import { enter } from './entering';
import { openExec } from './exec/exec';
import { isMissing } from './failures';
import { foundOf, type Inspected, isOver } from './found';
import { type CredentialsOf, giveCredentials } from './giving';
import { imageFor } from './image';
import { lastWord } from './last-word';
import { containerName, ownerName, sessionsOf } from './names';
import { type EnginePlace, placeOf, placeText, placeWords } from './place';
import { removeSession } from './removing';
import { Watches } from './watch';

/** What the place is made from. */
export interface DockerParts {
  /** The engine that new sessions are made in, or null: there is none. @throws Failure: what is set cannot be used */
  readonly engine: () => EnginePlace | null;
  readonly settings: () => ContainerSettings;
  /** Where the sessions are that the records know: each one's `at`. */
  readonly recorded: RecordedPlaces;
  readonly credentials: CredentialsOf;
}

const ABOUT =
  'Runs in a container on this computer, with none of your files: it goes on when GamGUI is closed.';

/** The place "Docker". */
export class DockerBackend implements Backend {
  readonly kind = 'docker';
  readonly title = 'Docker';
  readonly about = ABOUT;
  readonly #parts: DockerParts;
  readonly #owner = ownerName();
  readonly #engines = new Map<string, Promise<Engine>>();
  /** Where sessions are that were found without a record here. */
  readonly #seen = new Map<SessionId, string | null>();
  /** What could not even be begun: there is nothing to remove, so no engine has to answer for that. */
  readonly #unmade = new Set<SessionId>();
  /** Null: nothing is watched. */
  #watches: Watches | null = null;
  readonly #entering = new Map<SessionId, Promise<void>>();

  constructor(parts: DockerParts) {
    this.#parts = parts;
  }

  async check(): Promise<Place['status']> {
    try {
      // Its certificates may be others now.
      this.#engines.clear();
      const place = this.#parts.engine();
      if (place === null) return { kind: 'unset', text: 'Docker was not found on this computer.' };
      const engine = await this.#engine(place);
      const { version } = await engine.facts();
      await imageFor(engine, this.#parts.settings().image);
      return { kind: 'ready', text: `${version} at ${placeWords(place)}` };
    } catch (thrown) {
      const error = toAppError(thrown);
      const { code, message, fix = '' } = error;
      // It was never set up for sessions: nobody chose it in vain.
      if (code === 'no-image') return { kind: 'unset', text: `${message} ${fix}` };
      return { kind: 'unusable', error };
    }
  }

  where(spec: SessionSpec): { title: string; detail: string; why: string } {
    const goesOut = 'What it sends is not restricted.';
    const why = `Chosen when it was made. ${needsNetwork(spec) ? goesOut : 'It has no network.'}`;
    return { title: this.title, detail: containerName(spec.id), why };
  }

  at(): string | null {
    const place = this.#parts.engine();
    return place === null ? null : placeText(place);
  }

  async create(
    spec: SessionSpec,
    progress: (p: Progress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const place = placeOf(spec.at);
    if (place === null) {
      const fix = 'Install and start Docker, or choose another place.';
      throw new Failure('no-docker', 'Docker was not found on this computer.', fix);
    }
    const engine = await this.#engine(place);
    const settings = this.#parts.settings();
    const { credentials } = this.#parts;
    const parts = { engine, owner: this.#owner, settings, credentials, progress, signal };
    this.#unmade.add(spec.id);
    const container = await prepareSession(spec, parts);
    this.#unmade.delete(spec.id);
    await makeSession(spec, container, parts);
  }

  async exec(id: SessionId, program: AgentProgram): Promise<Exec> {
    const engine = await this.#engineOf(id);
    const name = containerName(id);
    await this.#enter(id, name, engine);
    // A container that was started again has lost them.
    if (program === 'attach') await this.#give(name, engine);
    return openExec(engine, name, agentCommand(program));
  }

  async list(): Promise<Listing> {
    const places = this.#places();
    this.#watches?.follow(places);
    const listings = await Promise.all(places.map((place) => this.#listAt(place)));
    const found = listings.flatMap((listing) => listing.found);
    for (const { id, spec } of found) this.#seen.set(id, spec.at);
    return { found, error: listings.find(({ error }) => error !== null)?.error ?? null };
  }

  async find(id: SessionId): Promise<Found | null> {
    const place = this.#placeOf(id);
    return place === null ? null : this.#look(containerName(id), await this.#engine(place));
  }

  watch(changed: () => void): PlaceWatch {
    const begin = () => {
      this.#watches?.follow([]);
      this.#watches = new Watches({ open: (place) => this.#engine(place), changed });
      this.#watches.follow(this.#places());
    };
    begin();
    return {
      again: begin,
      stop: () => {
        this.#watches?.follow([]);
        this.#watches = null;
      },
    };
  }

  async left(id: SessionId): Promise<LeftFiles> {
    const found = await this.find(id).catch(() => null);
    return found === null ? { kind: 'gone' } : { kind: 'volume', claim: containerName(id) };
  }

  async remove(id: SessionId): Promise<void> {
    // Where there was no engine nothing was made.
    if (this.#parts.recorded.of(id) !== null && !this.#unmade.has(id))
      await removeSession(id, await this.#engineOf(id), this.#owner);
    this.#seen.delete(id);
  }

  /** A window, a watcher and a transfer may all find that it does not run: it is started once. */
  #enter(id: SessionId, name: string, engine: Engine): Promise<void> {
    const under = this.#entering.get(id) ?? enter(name, engine);
    this.#entering.set(id, under);
    return under.finally(() => this.#entering.delete(id));
  }

  async #give(name: string, engine: Engine): Promise<void> {
    const found = await this.#look(name, engine);
    if (found?.state === 'running')
      await giveCredentials(found.spec, engine, this.#parts.credentials);
  }

  /** The engine chosen now, and those in which sessions are that are known here. */
  #places(): EnginePlace[] {
    const texts = new Set([this.#chosen(), ...this.#parts.recorded.all()]);
    return [...texts].flatMap((text) => placeOf(text) ?? []);
  }

  /** Where sessions are is known also while what is set cannot be used. */
  #chosen(): string | null {
    try {
      return this.at();
    } catch {
      return null;
    }
  }

  async #listAt(place: EnginePlace): Promise<Listing> {
    try {
      const engine = await this.#engine(place);
      const filters = sessionsOf(this.#owner);
      const all = await engine.ask((api) => api.listContainers({ all: true, filters }));
      const found = await Promise.all(all.map(({ Id }) => this.#look(Id, engine)));
      return { found: found.flatMap((one) => one ?? []), error: null };
    } catch (error) {
      // An engine that is away and has no session that is known is no trouble.
      const isMissed = this.#parts.recorded.all().includes(placeText(place));
      return { found: [], error: isMissed ? toAppError(error) : null };
    }
  }

  async #look(container: string, engine: Engine): Promise<Found | null> {
    try {
      const seen: Inspected = await engine.ask((api) => api.getContainer(container).inspect());
      const word = isOver(seen) ? await lastWord(engine, seen.Id) : null;
      return foundOf(seen, placeText(engine.place), word);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  #engine(place: EnginePlace): Promise<Engine> {
    const text = placeText(place);
    const engine = this.#engines.get(text) ?? Engine.open(place);
    this.#engines.set(text, engine);
    engine.catch(() => this.#engines.delete(text));
    return engine;
  }

  /** @throws Failure `no-session`, or why its engine cannot be asked */
  async #engineOf(id: SessionId): Promise<Engine> {
    const place = this.#placeOf(id);
    if (place !== null) return this.#engine(place);
    throw new Failure('no-session', `It is not known which Docker session ${id} is in.`);
  }

  #placeOf(id: SessionId): EnginePlace | null {
    return placeOf(this.#parts.recorded.of(id) ?? this.#seen.get(id) ?? null);
  }
}
