/** Keeps a client connected: one conversation after the other, with pauses, until there is nothing to come back to. */
import type { AgentProgram, Exec } from '../../backends/backend';
import type { Hello, Welcome } from '../wire/messages';
import type { FullParts } from './connect';
import { type Closed, Conversation, type FromHost, type Heard } from './conversation';
import { IDLE, type LinkEvent, type LinkModel, reduce } from './link-state';
import { type Loss, type Over, type Verdict, verdict, verdictOnStart } from './reasons';

/** A place that has not started a program after this never will; it may start an agent first. Milliseconds. */
const START_MS = 90_000;

/** Who is kept connected. */
export interface Kept {
  readonly program: AgentProgram;
  /** For the conversation that begins now. */
  hello(): Hello;
  welcomed(welcome: Welcome, conversation: Conversation): void;
  frame(frame: FromHost): void;
  chunk?(): void;
  latency?(ms: number): void;
  drained?(): void;
  /** It is tried now, after a pause or by someone's act. */
  trying?(): void;
  /** The conversation is lost, or could not be had. */
  lost(loss: Loss): void;
  /** There is nothing to come back to. `conversation` is open for a last word after a BYE. */
  over(why: Over, conversation: Conversation | null): void;
}

export class Keeper {
  readonly #parts: FullParts;
  readonly #kept: Kept;
  #model: LinkModel = IDLE;
  /** Grows with each try: what belongs to an earlier one is not listened to. */
  #try = 0;
  #conversation: Conversation | null = null;
  #cancel: () => void = () => {};
  #unlisten: () => void = () => {};

  constructor(parts: FullParts, kept: Kept) {
    this.#parts = parts;
    this.#kept = kept;
  }

  get phase(): LinkModel['phase'] {
    return this.#model.phase;
  }

  start(): void {
    this.#unlisten();
    this.#unlisten = this.#parts.surroundings.onChange(() => this.#apply({ type: 'changed' }));
    this.#apply({ type: 'start' });
  }

  /** Connects now, anew if it is connected. Of no effect while a try is under way. */
  retry(): void {
    this.#apply({ type: 'retry' });
  }

  /** The connection is of no use any more: another one is made, as after any loss. */
  anew(): void {
    this.#settle(again('The session began again.'));
  }

  /** For good; nothing is heard afterwards. */
  async close(): Promise<void> {
    const conversation = this.#conversation;
    this.#apply({ type: 'over' });
    this.#leave();
    await conversation?.close('closing');
  }

  #apply(event: LinkEvent): void {
    const [model, act] = reduce(this.#model, event);
    this.#model = model;
    if (act === 'connect') {
      void this.#conversation?.close('closing');
      this.#leave();
      this.#kept.trying?.();
      void this.#connect();
    }
    if (act === 'probe') this.#conversation?.probe();
    if (model.phase.kind === 'over') this.#unlisten();
    if (act === 'pause' && model.phase.kind === 'pausing') {
      const pause = model.phase.until - this.#parts.clock.now();
      this.#cancel = this.#parts.clock.after(pause, () => {
        this.#apply({ type: 'due', at: this.#parts.clock.now() });
      });
    }
  }

  /** Stops listening to what there was. */
  #leave(): void {
    this.#try += 1;
    this.#conversation = null;
    this.#cancel();
    this.#cancel = () => {};
  }

  async #connect(): Promise<void> {
    const mine = this.#try;
    this.#cancel = this.#parts.clock.after(START_MS, () => {
      if (mine === this.#try) this.#settle(again('The session could not be reached in 90 s.'));
    });
    try {
      const exec = await this.#parts.connect(this.#kept.program);
      this.#started(mine, exec);
    } catch (error) {
      if (mine === this.#try) this.#settle(verdictOnStart(error));
    }
  }

  #started(mine: number, exec: Exec): void {
    if (mine !== this.#try) {
      exec.close();
      return;
    }
    this.#cancel();
    this.#conversation = new Conversation(
      exec,
      this.#kept.hello(),
      this.#hearing(mine),
      this.#parts.clock,
    );
  }

  #hearing(mine: number): Heard {
    const kept = this.#kept;
    const heard = (then: () => void) => () => {
      if (mine === this.#try) then();
    };
    return {
      welcomed: (welcome) => {
        if (mine !== this.#try || this.#conversation === null) return;
        this.#apply({ type: 'live', at: this.#parts.clock.now() });
        kept.welcomed(welcome, this.#conversation);
      },
      frame: (frame) => {
        if (mine === this.#try) kept.frame(frame);
      },
      chunk: heard(() => kept.chunk?.()),
      latency: (ms) => {
        if (mine === this.#try) kept.latency?.(ms);
      },
      drained: heard(() => kept.drained?.()),
      closed: (why: Closed) => {
        if (mine === this.#try) this.#settle(verdict(why));
      },
    };
  }

  #settle(result: Verdict): void {
    const conversation = this.#conversation;
    this.#leave();
    if (result.kind === 'over') {
      this.#apply({ type: 'over' });
      this.#kept.over(result.why, conversation);
      return;
    }
    void conversation?.close(null);
    const at = this.#parts.clock.now();
    const chance = this.#parts.random();
    if (result.kind === 'again') this.#apply({ type: 'lost', at, reason: result.reason, chance });
    else this.#apply({ type: 'stuck', reason: result.reason });
    const { phase, reason } = this.#model;
    const nextTryAt = phase.kind === 'pausing' ? phase.until : null;
    const { offline } = this.#parts.surroundings;
    this.#kept.lost({
      reason: reason ?? '',
      nextTryAt,
      signIn: result.kind === 'sign-in',
      offline,
    });
  }
}

function again(reason: string): Verdict {
  return { kind: 'again', reason };
}
