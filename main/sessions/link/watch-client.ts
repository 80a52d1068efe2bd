/** Watches a session: its state at once, then what happens, over drops; and asks its agent for things. */
import { z } from 'zod';
import type { End } from '../../../preload/contract';
import { Failure } from '../../failure';
import { BadFrame } from '../wire/frames';
import {
  type AgentEvent,
  GivenFile,
  type Hello,
  type JobSignal,
  Life,
  type Snapshot,
  type Welcome,
} from '../wire/messages';
import { Calls, Lost } from './calls';
import { full, type HelloBasics, helloBasics, type Parts } from './connect';
import type { Conversation, FromHost } from './conversation';
import { Keeper } from './keeper';
import { endOf, type Loss, type Over } from './reasons';

/** What a watcher hears. After a drop a new snapshot comes instead of the events that were missed. */
export type WatchNews =
  | {
      readonly kind: 'snapshot';
      readonly snapshot: Snapshot;
      /** The agent's version. */
      readonly agent: string;
      /** The version of the session's GAM, or null: not known. */
      readonly gam: string | null;
      /** The host's clock. */
      readonly now: number;
    }
  | { readonly kind: 'event'; readonly event: AgentEvent }
  /** Not connected now; without a time of the next try, there is one only on `retry`. */
  | ({ readonly kind: 'lost' } & Loss)
  /** The session is over; nothing follows. */
  | { readonly kind: 'ended'; readonly end: End };

export interface WatchParts extends Parts {
  readonly heard: (news: WatchNews) => void;
}

/** Only events are asked for, so this bounds nothing. */
const WINDOW = 65_536;

/** Connects when it is made, and stays so until `close` or the session's end. */
export class SessionWatch {
  readonly #heard: (news: WatchNews) => void;
  readonly #basics: HelloBasics;
  readonly #keeper: Keeper;
  #calls: Calls | null = null;
  #ended = false;
  /** Who asked before it was known whether the session can be reached. */
  #asking: ((calls: Calls | null) => void)[] = [];

  constructor(parts: WatchParts) {
    const all = full(parts);
    this.#heard = parts.heard;
    this.#basics = helloBasics(all);
    this.#keeper = new Keeper(all, {
      program: 'attach',
      hello: () => this.#hello(),
      welcomed: (welcome, conversation) => this.#welcomed(welcome, conversation),
      frame: (frame) => this.#frame(frame),
      lost: (loss) => {
        this.#lose();
        this.#heard({ kind: 'lost', ...loss });
      },
      over: (why, conversation) => this.#over(why, conversation),
    });
    this.#keeper.start();
  }

  /** Tries again now; a connection that lives stays. */
  retry(): void {
    if (this.#keeper.phase.kind !== 'live') this.#keeper.retry();
  }

  /** Asks the agent to end the session; resolves when it has begun to, or has ended. @throws Failure `not-connected` */
  async end(): Promise<void> {
    if (this.#ended) return;
    await this.#ask('end', {}, z.object({}));
  }

  /** Moves the session's end by `by` ms. @throws Failure `not-connected`, or the agent's */
  extend(by: number): Promise<Life> {
    return this.#ask('extend', { by }, Life);
  }

  /** Sends a job a signal. @throws Failure `no-job`, `not-connected` */
  async signal(job: string, signal: JobSignal): Promise<void> {
    await this.#ask('signal', { job, signal }, z.object({}));
  }

  /** The credential files that GAM has changed, with their content. @throws Failure `not-read`, `not-connected` */
  async credentials(): Promise<GivenFile[]> {
    return (await this.#ask('credentials', {}, z.object({ files: z.array(GivenFile) }))).files;
  }

  /** They are kept elsewhere now, as they were with these fingerprints. @throws Failure `not-connected` */
  async saved(files: Readonly<Record<string, string>>): Promise<void> {
    await this.#ask('saved', { files }, z.object({}));
  }

  /** Stops watching. */
  close(): void {
    this.#ended = true;
    this.#lose();
    void this.#keeper.close();
  }

  #hello(): Hello {
    const quiet = { output: false, from: null, tail: 0, window: WINDOW };
    return { ...this.#basics, ...quiet, role: 'watch' };
  }

  #welcomed(welcome: Welcome, conversation: Conversation): void {
    if (welcome.role !== 'watch') {
      throw new BadFrame(`A watcher was welcomed as ${welcome.role}.`);
    }
    this.#calls = new Calls(conversation);
    this.#answer(this.#calls);
    const { snapshot, agent, gam = null, now } = welcome;
    this.#heard({ kind: 'snapshot', snapshot, agent, gam, now });
  }

  #frame(frame: FromHost): void {
    if (frame.type === 'event') this.#heard({ kind: 'event', event: frame.event });
    if (frame.type === 'reply') this.#calls?.reply(frame.reply);
  }

  #over(why: Over, conversation: Conversation | null): void {
    void conversation?.close('closing');
    this.#ended = true;
    this.#lose();
    this.#heard({ kind: 'ended', end: endOf(why) });
  }

  #lose(): void {
    this.#calls?.lose();
    this.#calls = null;
    this.#answer(null);
  }

  #answer(calls: Calls | null): void {
    const asking = this.#asking;
    this.#asking = [];
    for (const go of asking) go(calls);
  }

  /** Of this connection, or of the try that is under way; null: it cannot be reached. */
  #reach(): Promise<Calls | null> {
    const trying = this.#keeper.phase.kind === 'trying' && !this.#ended;
    if (this.#calls !== null || !trying) return Promise.resolve(this.#calls);
    return new Promise((go) => this.#asking.push(go));
  }

  async #ask<S extends z.ZodType>(
    op: string,
    fields: Record<string, unknown>,
    schema: S,
  ): Promise<z.output<S>> {
    const calls = await this.#reach();
    if (calls === null) throw notConnected();
    try {
      return await calls.ask(op, fields, schema);
    } catch (why) {
      throw why instanceof Lost ? notConnected() : why;
    }
  }
}

function notConnected(): Failure {
  return new Failure('not-connected', 'The session cannot be reached now.', 'Try again later.');
}
