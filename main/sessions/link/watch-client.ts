/** Watches a session: its state at once, then what happens, over drops; and asks its agent for things. */
import { Failure } from '../../failure';
import { BadFrame } from '../wire/frames';
import {
  type AgentEvent,
  type JobSignal,
  Life,
  type SessionEnd,
  type Snapshot,
  type Welcome,
} from '../wire/messages';
import { type Answer, Calls } from './calls';
import { full, helloBasics, type Parts } from './connect';
import type { Conversation, FromHost } from './conversation';
import { Keeper } from './keeper';
import type { Over } from './reasons';

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

/** Watching takes no output, so the smallest window will do. */
const WINDOW = 65_536;

/** Connects when it is made, and stays so until `close` or the session's end. */
export class SessionWatch {
  readonly #heard: (news: WatchNews) => void;
  readonly #keeper: Keeper;
  readonly #calls = new Calls();
  #conversation: Conversation | null = null;

  constructor(parts: WatchParts) {
    const all = full(parts);
    const basics = helloBasics(all);
    this.#heard = parts.heard;
    this.#keeper = new Keeper(all, {
      program: 'attach',
      hello: () => ({
        ...basics,
        role: 'watch',
        window: WINDOW,
        output: false,
        from: null,
        tail: 0,
      }),
      welcomed: (welcome, conversation) => this.#welcomed(welcome, conversation),
      frame: (frame) => this.#frame(frame),
      lost: (reason, nextTryAt) => this.#lost(reason, nextTryAt),
      over: (why, conversation) => this.#over(why, conversation),
    });
    this.#keeper.start();
  }

  /** Tries again now. */
  retry(): void {
    // A link that lives is left alone: its own PING says whether it does.
    if (this.#keeper.phase.kind !== 'live') this.#keeper.retry();
  }

  /** Asks the agent to end the session; resolves when it has begun to. @throws Failure */
  async end(): Promise<void> {
    await this.#ask('end', {});
  }

  /** Moves the session's end by `by` ms. @throws Failure */
  async extend(by: number): Promise<Life> {
    return Life.parse(await this.#ask('extend', { by }));
  }

  /** Sends a job a signal. @throws Failure `no-job` */
  async signal(job: string, signal: JobSignal): Promise<void> {
    await this.#ask('signal', { job, signal });
  }

  /** Stops watching. */
  close(): void {
    this.#away('The watcher was closed.');
    void this.#keeper.close();
  }

  #ask(op: string, fields: Answer): Promise<Answer> {
    if (this.#conversation === null)
      return Promise.reject(new Failure('cut', 'The session cannot be reached now.'));
    return this.#calls.ask(this.#conversation, op, fields);
  }

  #welcomed(welcome: Welcome, conversation: Conversation): void {
    if (welcome.role !== 'watch') throw new BadFrame(`A watcher was welcomed as ${welcome.role}.`);
    this.#conversation = conversation;
    const { snapshot, agent, now } = welcome;
    this.#heard({ kind: 'snapshot', snapshot, agent, now });
  }

  #frame(frame: FromHost): void {
    if (frame.type === 'event') this.#heard({ kind: 'event', event: frame.event });
    if (frame.type === 'reply') this.#calls.reply(frame.reply);
  }

  #lost(reason: string, nextTryAt: number | null): void {
    this.#away(reason);
    this.#heard({ kind: 'lost', reason, nextTryAt });
  }

  #over(why: Over, conversation: Conversation | null): void {
    void conversation?.close('closing');
    const end = why.kind === 'bye' && why.bye.reason === 'ended' ? why.bye.end : null;
    const reason = why.kind === 'bye' ? 'The session has ended.' : why.reason;
    this.#away(reason);
    this.#heard({ kind: 'ended', end, reason });
  }

  #away(reason: string): void {
    this.#conversation = null;
    this.#calls.fail(reason);
  }
}
