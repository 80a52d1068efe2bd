/**
 * What a new session's first window has before all others: the way to the agent is opened while its page is still being made,
 * and nobody else asks for the half CPU that the session begins on until its prompt is likely there.
 */
import type { SessionId } from '../../preload/contract';
import type { AgentProgram, Exec } from '../backends/backend';
import type { Parts } from './link/connect';

/** What a terminal is reached by. */
export const AHEAD: AgentProgram = 'attach';
/** How long a new session is its first window's alone. A cold start of a shell takes half of it. ms */
const ALONE_MS = 2_000;
/** A way that no window has taken by then is closed: the page could not be made. ms */
const UNUSED_MS = 30_000;

/** One session's. */
interface Start {
  ahead: Promise<Exec> | null;
  alone: boolean;
  readonly timers: readonly NodeJS.Timeout[];
}

export class HeadStarts {
  readonly #starts = new Map<SessionId, Start>();
  readonly #over: () => void;

  /** `over` is called each time a session is no longer its first window's alone. */
  constructor(over: () => void) {
    this.#over = over;
  }

  /** A session can be used now, and its first window is on its way; `opened`: the way to its agent is open already. */
  begin(id: SessionId, { connect }: Parts, opened: Exec | null = null): void {
    const ahead = opened === null ? connect(AHEAD) : Promise.resolve(opened);
    // Whoever takes it hears of it.
    ahead.catch(() => {});
    const alone = setTimeout(() => {
      start.alone = false;
      this.#over();
    }, ALONE_MS);
    const start: Start = {
      ahead,
      alone: true,
      timers: [alone, setTimeout(() => this.end(id), UNUSED_MS)],
    };
    this.#starts.set(id, start);
  }

  /** Whether nobody but the first window may ask anything of it yet. */
  isAlone(id: SessionId): boolean {
    return this.#starts.get(id)?.alone ?? false;
  }

  /** The same parts, of which the first connection is the one that was opened ahead. */
  partsOf(id: SessionId, parts: Parts): Parts {
    return { ...parts, connect: (program) => this.#take(id, program) ?? parts.connect(program) };
  }

  /** There is no first window to wait for any more. */
  end(id: SessionId): void {
    const start = this.#starts.get(id);
    this.#starts.delete(id);
    start?.timers.forEach(clearTimeout);
    start?.ahead?.then(
      (exec) => exec.close(),
      () => {},
    );
  }

  /** Nothing is left of any. */
  close(): void {
    for (const id of this.#starts.keys()) this.end(id);
  }

  #take(id: SessionId, program: AgentProgram): Promise<Exec> | null {
    const start = this.#starts.get(id);
    if (start === undefined || program !== AHEAD) return null;
    const { ahead } = start;
    start.ahead = null;
    return ahead;
  }
}
