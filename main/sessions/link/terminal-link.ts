/** A terminal window's end of its session: survives drops, passes every byte on once in both directions. */
import type {
  End,
  LinkState,
  TerminalSize,
  ToTerminal,
  WaitingAnswer,
} from '../../../preload/contract';
import { BadFrame, STREAM } from '../wire/frames';
import type { AgentEvent, Hello, Welcome } from '../wire/messages';
import type { Clock } from './clock';
import { full, type HelloBasics, helloBasics, type Parts } from './connect';
import type { Conversation, FromHost } from './conversation';
import { Keeper } from './keeper';
import { endOf, type Loss, type Over } from './reasons';
import { TerminalInput } from './terminal-input';
import { TerminalOutput } from './terminal-output';

const WINDOW = 1_048_576;
const TAIL = 33_554_432;
/** Latencies that are closer than this are the same to a person. ms */
const LATENCY_STEP_MS = 10;

/**
 * What a window wants of the terminal: `take` it, as a person's act; `resume`, as a return by itself, which leaves it to
 * whoever has taken it meanwhile; `watch`, to look alone.
 */
export type TerminalIntent = 'take' | 'resume' | 'watch';

/** How a window meets its session first. */
export interface TerminalMeeting {
  /** The window's name, 32 hex digits: kept when the app is started again. A random one unless set. */
  readonly client?: string;
  /** `take` unless set. */
  readonly intent?: TerminalIntent;
}

export interface TerminalParts extends Parts, TerminalMeeting {
  /** Output that may be on its way without an acknowledgement, in bytes. 1 MiB unless set. */
  readonly window?: number;
  /** A window never starts further behind the journal's end than this, in bytes. 32 MiB unless set. */
  readonly tail?: number;
  /** Hears everything, in order. Output messages own their bytes: they can be posted as they are. */
  readonly heard: (message: ToTerminal) => void;
}

/** Composes input (terminal-input.ts) and output (terminal-output.ts) over what keeps it connected (keeper.ts). */
export class TerminalLink {
  readonly #heard: (message: ToTerminal) => void;
  readonly #window: number;
  readonly #tail: number;
  readonly #basics: HelloBasics;
  readonly #clock: Clock;
  readonly #keeper: Keeper;
  readonly #input: TerminalInput;
  readonly #output: TerminalOutput;
  #size: TerminalSize = { cols: 80, rows: 24 };
  #state: LinkState = { kind: 'connecting' };
  #intent: TerminalIntent;
  /** Of the last grant; 0: there is none that is known. */
  #epoch = 0;
  #conversation: Conversation | null = null;
  /** When something came last, or null. */
  #seenAt: number | null = null;
  #closed = false;

  constructor(parts: TerminalParts) {
    const all = full(parts);
    this.#heard = parts.heard;
    this.#window = parts.window ?? WINDOW;
    this.#tail = parts.tail ?? TAIL;
    this.#intent = parts.intent ?? 'take';
    this.#basics = helloBasics(all);
    this.#clock = all.clock;
    this.#output = new TerminalOutput(this.#window, (message) => this.#pass(message));
    this.#input = new TerminalInput((message) => this.#tell(message), all.clock);
    this.#keeper = new Keeper(all, {
      program: 'attach',
      hello: () => this.#hello(),
      welcomed: (welcome, conversation) => this.#welcomed(welcome, conversation),
      frame: (frame) => this.#frame(frame),
      chunk: () => this.#chunk(),
      latency: (ms) => this.#latency(ms),
      trying: () => this.#trying(),
      lost: (loss) => this.#lost(this.#afterLoss(loss)),
      over: (why, conversation) => this.#over(why, conversation),
    });
  }

  /** Connects. A second call is of no effect. */
  open(size: TerminalSize): void {
    if (this.#keeper.phase.kind !== 'idle') return;
    this.#size = size;
    this.#become({ kind: 'connecting' });
    this.#keeper.start();
  }

  /** Types. Kept until it is taken; handed back as `unsent` where it can never be. */
  input(data: Uint8Array): void {
    if (this.#closed || data.length === 0) return;
    this.#input.type(data);
  }

  /** Bytes that were typed and have not been sent. */
  get waiting(): number {
    return this.#input.waiting;
  }

  /** A person's word on what waits to be sent. */
  answer(answer: WaitingAnswer): void {
    if (!this.#closed) this.#input.answer(answer);
  }

  /** Output below the offset has been shown, or is known to be missing. */
  ack(offset: number): void {
    this.#output.show(offset);
    this.#acknowledge();
  }

  resize(size: TerminalSize): void {
    if (size.cols === this.#size.cols && size.rows === this.#size.rows) return;
    this.#size = size;
    if (this.#state.kind === 'live')
      this.#conversation?.send({ type: 'resize', offset: 0, ...size });
  }

  /** A person's act: take the terminal of whoever has it, or try the link again now. */
  retry(): void {
    const { kind } = this.#state;
    if (kind === 'ended' || this.#closed) return;
    if (kind === 'elsewhere' || kind === 'watching') this.#intent = 'take';
    if (this.#keeper.phase.kind === 'live') this.#conversation = null;
    this.#keeper.retry();
  }

  /** Tries again now if it is lost: there may be a network again, or a sign-in. A connection that lives stays. */
  retryLost(): void {
    if (this.#keeper.phase.kind !== 'live') this.retry();
  }

  /** Its place says that it has ended: what a link that is away waits for will not come. One that is not hears it itself. */
  endedAway(end: End): void {
    const { kind } = this.#keeper.phase;
    if (kind === 'pausing' || kind === 'stuck') this.ended(end);
  }

  /** The session is known to have ended otherwise: by its manager, or on another computer. */
  ended(end: End): void {
    if (this.#state.kind === 'ended' || this.#closed) return;
    this.#lost({ ...end, kind: 'ended' });
    this.#input.end();
    void this.#keeper.close();
  }

  /** Leaves the session running. Resolves when the connection is closed; nothing is heard afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#conversation = null;
    await this.#keeper.close();
  }

  #hello(): Hello {
    const output = {
      window: this.#window,
      from: this.#output.from,
      tail: this.#tail,
    };
    if (this.#intent === 'watch')
      return { ...this.#basics, ...output, role: 'watch', output: true };
    return {
      ...this.#basics,
      ...output,
      role: 'terminal',
      size: this.#size,
      intent: this.#intent,
      ...(this.#intent === 'resume' ? { epoch: this.#epoch } : {}),
    };
  }

  #welcomed(welcome: Welcome, conversation: Conversation): void {
    if (welcome.role !== 'terminal' && welcome.role !== 'watch') {
      throw new BadFrame(`A terminal was welcomed as ${welcome.role}.`);
    }
    this.#conversation = conversation;
    if (welcome.output !== undefined) this.#output.begin(welcome.output);
    if (welcome.role === 'watch') {
      this.#input.moved(welcome.taken);
      this.#become(this.#watchState(welcome));
      return;
    }
    this.#epoch = welcome.epoch;
    this.#intent = 'resume';
    this.#become({ kind: 'live', latencyMs: null });
    this.#input.welcomed(welcome, conversation);
  }

  #watchState({ elsewhere, now }: Extract<Welcome, { role: 'watch' }>): LinkState {
    if (this.#intent === 'watch') return { kind: 'watching' };
    const { label, since } = elsewhere ?? { label: '', since: now };
    return { kind: 'elsewhere', label, since };
  }

  #frame(frame: FromHost): void {
    if (frame.type === 'output') this.#output.receive(frame.offset, frame.data);
    if (frame.type === 'taken') this.#input.taken(frame.epoch, frame.offset);
    if (frame.type === 'resize') {
      const { offset, cols, rows } = frame;
      this.#output.resized(offset, { cols, rows });
    }
    if (frame.type === 'event') this.#happened(frame.event);
  }

  #chunk(): void {
    this.#seenAt = this.#clock.now();
    this.#output.flush();
    this.#acknowledge();
  }

  #acknowledge(): void {
    const offset = this.#conversation === null ? null : this.#output.toAcknowledge();
    if (offset !== null) this.#conversation?.send({ type: 'ack', stream: STREAM.terminal, offset });
  }

  #happened(event: AgentEvent): void {
    if (event.kind === 'gap') this.#output.missing(event.to);
    if (event.kind === 'owner' && event.epoch !== this.#epoch && this.#intent !== 'watch') {
      this.#input.replaced();
      this.#become({ kind: 'elsewhere', label: event.label, since: event.since });
    }
    if (event.kind === 'shell' && this.#input.isOther(event.generation)) {
      // What was typed for the old shell is sorted out by the next WELCOME.
      this.#conversation = null;
      this.#input.paused();
      this.#keeper.anew();
    }
  }

  /** Told where it is another one for a person: each telling wakes the window, and has it painted. */
  #latency(ms: number): void {
    if (this.#state.kind !== 'live') return;
    const { latencyMs: told } = this.#state;
    const isNews = told === null || Math.abs(ms - told) > Math.max(LATENCY_STEP_MS, told / 4);
    if (isNews) this.#become({ kind: 'live', latencyMs: Math.round(ms) });
  }

  #afterLoss({ signIn, reason, nextTryAt, offline }: Loss): LinkState {
    if (signIn) return { kind: 'sign-in-again', reason };
    return { kind: 'reconnecting', reason, nextTryAt, offline, seenAt: this.#seenAt };
  }

  /** Told, so that no window counts down to a try that is under way. */
  #trying(): void {
    if (this.#state.kind === 'reconnecting')
      this.#become({ ...this.#state, nextTryAt: this.#clock.now() });
  }

  #lost(state: LinkState): void {
    this.#conversation = null;
    this.#input.paused();
    this.#become(state);
  }

  #over(why: Over, conversation: Conversation | null): void {
    void conversation?.close('closing');
    this.#lost({ ...endOf(why), kind: 'ended' });
    this.#input.end();
  }

  #become(state: LinkState): void {
    this.#state = state;
    this.#tell({ type: 'link', state });
  }

  /** What is told by others than the output comes after what was gathered of it. */
  #tell(message: ToTerminal): void {
    this.#output.flush();
    this.#pass(message);
  }

  #pass(message: ToTerminal): void {
    if (!this.#closed) this.#heard(message);
  }
}
