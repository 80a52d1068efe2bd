/** Watches a session: its state at once, then what happens, over drops; and asks its agent for things. */
import type { AgentEvent, JobSignal, Life, SessionEnd, Snapshot } from '../wire/messages';
import type { Parts } from './connect';

/** What a watcher hears. After a drop a new snapshot comes instead of the events that were missed. */
export type WatchNews =
  | {
      readonly kind: 'snapshot';
      readonly snapshot: Snapshot;
      readonly agent: string;
      readonly now: number;
    }
  | { readonly kind: 'event'; readonly event: AgentEvent }
  /** Not connected now; a try is made at `nextTryAt`, or only on `retry`. */
  | { readonly kind: 'lost'; readonly reason: string; readonly nextTryAt: number | null }
  /** The session is over; nothing follows. `end` is null where only its place knows that it is. */
  | { readonly kind: 'ended'; readonly end: SessionEnd | null; readonly reason: string };

export interface WatchParts extends Parts {
  readonly heard: (news: WatchNews) => void;
}

/** Connects when it is made, and stays so until `close` or the session's end. */
export class SessionWatch {
  readonly #parts: WatchParts;
  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** Tries again now. */
  retry(): void {
    void this.#parts;
  }

  /** Asks the agent to end the session; resolves when it has begun to. @throws Failure */
  async end(): Promise<void> {}

  /** Moves the session's end by `by` ms. @throws Failure */
  async extend(_by: number): Promise<Life> {
    throw new Error('not written yet');
  }

  /** Sends a job a signal. @throws Failure `no-job` */
  async signal(_job: string, _signal: JobSignal): Promise<void> {}

  /** Stops watching. */
  close(): void {}
}
