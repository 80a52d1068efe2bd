/** Sessions on this computer: a detached agent host each, in folders that only the user can enter. Linux and macOS. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Place, SessionId } from '../../../preload/contract';
import { Failure, toAppError } from '../../failure';
import { makePrivate } from '../../profile';
import type { Runtime, RuntimeFinder } from '../../runtime/runtime';
import { endBy } from '../../sessions/end-words';
import { EndedFailure } from '../../sessions/ended-failure';
import type {
  AgentProgram,
  Backend,
  Exec,
  Found,
  LeftFiles,
  Listing,
  Progress,
  SessionSpec,
} from '../backend';
import { agentConfig } from './agent-config';
import { AgentCopies } from './agent-copy';
import { AgentHost } from './agent-host';
import { userEnvironment } from './environment';
import { bootId, killSession, removeRowLogs } from './processes';
import { runFolder } from './run-folder';
import { SessionFolders, type StoredSession } from './session-folder';

/** What the place is made from. */
export interface LocalParts {
  /** The profile's folder. */
  readonly profile: string;
  /** The agent that came with the app. */
  readonly agent: string;
  readonly runtime: RuntimeFinder;
  /** The app's own environment. */
  readonly env: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
}

const ABOUT =
  'Runs on this computer with your own rights and files: it goes on when GamGUI is closed, and ends when the computer is switched off.';

/** The place "this computer". */
export class LocalBackend implements Backend {
  readonly kind = 'local';
  readonly title = 'Local';
  readonly about = ABOUT;
  readonly #parts: LocalParts;
  readonly #folders: SessionFolders;
  readonly #copies: AgentCopies;
  readonly #starting = new Map<SessionId, Promise<void>>();

  constructor(parts: LocalParts) {
    this.#parts = parts;
    this.#folders = new SessionFolders(parts.profile);
    this.#copies = new AgentCopies(parts.agent, parts.profile);
  }

  async check(): Promise<Place['status']> {
    try {
      this.#mustBeSupported();
      this.#parts.runtime.forget();
      const { gam, python } = await this.#parts.runtime.find();
      return { kind: 'ready', text: `GAM ${gam.version}, Python ${python.version}` };
    } catch (error) {
      return { kind: 'unusable', error: toAppError(error) };
    }
  }

  where(_spec: SessionSpec): { title: string; detail: string; why: string } {
    return { title: 'Local', detail: 'this computer', why: 'Chosen when it was made.' };
  }

  at(): null {
    return null;
  }

  async create(
    spec: SessionSpec,
    progress: (p: Progress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const step = (number: number, text: string) => {
      signal.throwIfAborted();
      progress({ step: number, of: 3, text });
    };
    try {
      step(1, 'looking for GAM and Python');
      this.#mustBeSupported();
      const runtime = await this.#parts.runtime.find();
      step(2, 'folders and the agent');
      const stored = await this.#prepare(spec, runtime);
      await this.#folders.write(spec.id, 'config.json', agentConfig(stored, runtime));
      await this.#folders.write(spec.id, 'session.json', stored);
      await this.#copies.ensure(stored.agent, spec.id);
      step(3, spec.tenant.id === 'demo' ? 'the agent and the demo domain' : 'the agent');
      await (await this.#host(stored)).ensure(signal);
    } catch (error) {
      // Whoever asked removes it again and is told then, if something cannot be removed.
      await this.remove(spec.id).catch(() => {});
      throw error;
    }
  }

  async exec(id: SessionId, program: AgentProgram): Promise<Exec> {
    const stored = await this.#stored(id);
    const host = await this.#host(stored);
    const found = await this.#look(stored, host);
    // A host that crashed is started again: files and output are still there.
    if (found.state === 'running') await this.#ensure(id, host);
    // Its files can still be had.
    else if (program !== 'files') throw new EndedFailure(found.end);
    return host.exec(program);
  }

  async list(): Promise<Listing> {
    const all = await this.#folders.list();
    const found = all.map(async (stored) => this.#look(stored, await this.#host(stored)));
    return { found: await Promise.all(found), error: null };
  }

  async find(id: SessionId): Promise<Found | null> {
    const stored = await this.#folders.read(id);
    return stored === null ? null : this.#look(stored, await this.#host(stored));
  }

  async left(id: SessionId): Promise<LeftFiles> {
    const folder = this.#folders.work(id);
    return existsSync(folder) ? { kind: 'here', folder } : { kind: 'gone' };
  }

  async remove(id: SessionId): Promise<void> {
    if (!this.#isSupported()) return;
    const stored = await this.#folders.retire(id);
    if (stored !== null) await (await this.#host(stored)).end();
    await killSession(id, this.#folders.path(id));
    const own = stored !== null && basename(stored.run) === id;
    const run = own ? stored.run : join(runFolder(this.#parts.profile), id);
    await removeRowLogs(run);
    await rm(run, { recursive: true, force: true });
    await this.#folders.remove(id);
    await this.#copies.sweep((hash) => this.#isUsed(hash), id);
  }

  async #host(stored: StoredSession): Promise<AgentHost> {
    return new AgentHost({
      run: stored.run,
      folder: this.#folders.path(stored.spec.id),
      agent: this.#copies.path(stored.agent),
      python: await this.#python(stored),
      env: userEnvironment(this.#parts.env),
    });
  }

  /** The session's Python, or another one where that has been uninstalled. */
  async #python({ python }: StoredSession): Promise<string> {
    if (existsSync(python)) return python;
    return (await this.#parts.runtime.find().catch(() => null))?.python.path ?? python;
  }

  /** A window, a watcher and a transfer may all find that the host is gone: it is started once. */
  #ensure(id: SessionId, host: AgentHost): Promise<void> {
    const under = this.#starting.get(id) ?? host.ensure();
    this.#starting.set(id, under);
    return under.finally(() => this.#starting.delete(id));
  }

  /** @throws Failure `no-session` */
  async #stored(id: SessionId): Promise<StoredSession> {
    const stored = await this.#folders.read(id);
    if (stored !== null) return stored;
    throw new Failure('no-session', `Session ${id} is not on this computer any more.`);
  }

  async #prepare(spec: SessionSpec, runtime: Runtime): Promise<StoredSession> {
    const run = join(runFolder(this.#parts.profile), spec.id);
    makePrivate(run);
    this.#folders.make(spec.id);
    const [agent, boot] = await Promise.all([this.#copies.current(), bootId()]);
    const { python, gam } = runtime;
    return { version: 1, spec, agent, python: python.path, run, boot, gam: gam.version };
  }

  async #look({ spec, gam, boot }: StoredSession, host: AgentHost): Promise<Found> {
    const basics = { id: spec.id, spec, runs: gam === null ? {} : { gam } };
    const end = (await host.answers()) ? null : await host.howItEnded();
    if (end !== null) return { ...basics, state: 'ended', ...end };
    if (boot === (await bootId())) return { ...basics, state: 'running' };
    return { ...basics, state: 'ended', end: endBy('switched-off'), at: spec.createdAt };
  }

  async #isUsed(hash: string): Promise<boolean> {
    return (await this.#folders.list()).some((stored) => stored.agent === hash);
  }

  #isSupported(): boolean {
    return (this.#parts.platform ?? process.platform) !== 'win32';
  }

  #mustBeSupported(): void {
    if (this.#isSupported()) return;
    const fix = 'Use Docker, or a cluster. In WSL, use GamGUI for Linux.';
    throw new Failure('windows', 'Sessions cannot run on Windows itself.', fix);
  }
}
