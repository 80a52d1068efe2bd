/** The pages that show jobs: what is news to one is told to it, and to no others. */
import type { JobsOf, Pushed, SessionId } from '../../preload/contract';
import { settled } from '../sessions/serially';
import type { ManagedSession } from '../sessions/session';

/** A page draws a list no faster. ms */
const TELL_MS = 500;

/** As much of a page as is needed: a `WebContents` of Electron. */
export interface JobPage {
  once(event: 'destroyed', listener: () => void): unknown;
  send(channel: 'jobs.changed', list: Pushed<'jobs.changed'>): void;
}

/** As much of all sessions: a `SessionManager`. */
interface Sessions {
  all(): Pick<ManagedSession, 'id' | 'jobs'>[];
  on(event: 'changed', listener: () => void): unknown;
}

/** What one page wants, and has been told. */
interface Listener {
  /** Whose jobs; null: all. */
  readonly only: SessionId | null;
  /** The list of each session that it has: one that is shared would keep from a page what another was given. */
  readonly told: Map<SessionId, ManagedSession['jobs']>;
}

export class JobListeners {
  readonly #sessions: Sessions;
  readonly #pages = new Map<JobPage, Listener>();

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
    sessions.on('changed', settled(() => this.#tell(), TELL_MS).ask);
  }

  /** The page is told of changes from now on; what it starts with. */
  add(page: JobPage, only: SessionId | null): JobsOf[] {
    if (!this.#pages.has(page)) page.once('destroyed', () => this.leave(page));
    const listener = { only, told: new Map() };
    this.#pages.set(page, listener);
    return this.#newsFor(listener);
  }

  /** The page is told nothing any more. */
  leave(page: JobPage): void {
    this.#pages.delete(page);
  }

  #tell(): void {
    for (const [page, listener] of this.#pages)
      for (const list of this.#newsFor(listener)) page.send('jobs.changed', list);
  }

  /** The lists that are others than it was told, which it is told of now. */
  #newsFor({ only, told }: Listener): JobsOf[] {
    const wanted = this.#sessions.all().filter(({ id }) => only === null || id === only);
    const news = wanted.filter(({ id, jobs }) => told.get(id) !== jobs);
    for (const { id, jobs } of news) told.set(id, jobs);
    return news.map(({ id, jobs }) => ({ session: id, jobs: [...jobs] }));
  }
}
