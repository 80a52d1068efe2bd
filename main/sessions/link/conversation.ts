/** One conversation with an agent, HELLO to BYE, over one program's pipes. It is never mended: link/keeper.ts makes the next one. */
import type { Exec } from '../../backends/backend';
import { Decoder } from '../wire/decoder';
import { encode } from '../wire/encode';
import { BadFrame, type Frame } from '../wire/frames';
import type { AgentError, Bye, Hello, Welcome } from '../wire/messages';
import type { Clock } from './clock';
import { LastWords } from './last-words';
import { Liveness } from './liveness';

/** Frames only a host sends, after its WELCOME. */
export type FromHost = Extract<
  Frame,
  {
    type: 'output' | 'taken' | 'resize' | 'event' | 'reply' | 'data' | 'got' | 'deflated' | 'error';
  }
>;

/** Frames a client sends by itself, after its HELLO. */
export type FromClient = Extract<
  Frame,
  { type: 'input' | 'ack' | 'resize' | 'call' | 'data' | 'got' | 'deflated' }
>;

/** Why a conversation is over. */
export type Closed =
  /** The host's last word. */
  | { readonly kind: 'bye'; readonly bye: Bye }
  /** A fatal ERROR of the host. */
  | { readonly kind: 'error'; readonly error: AgentError }
  /** What came is not this protocol. */
  | { readonly kind: 'bad-frame'; readonly message: string }
  /** Nothing was heard for 15 s, or for 3 s after it was asked, or nothing could be written for two minutes. */
  | { readonly kind: 'silent' }
  /** The pipes ended without a word. `message` is what the program said to people, if it did. */
  | { readonly kind: 'cut'; readonly code: number | null; readonly message: string };

/** Who takes part. Everything is called in the order of the bytes; nothing after `closed` or one's own `close`. */
export interface Heard {
  welcomed(welcome: Welcome): void;
  frame(frame: FromHost): void;
  /** All frames of one chunk have been heard: what was gathered of them can go on. */
  chunk(): void;
  /** Milliseconds from a PING to its PONG. */
  latency(ms: number): void;
  /** Writing was refused and is possible again. */
  drained(): void;
  closed(why: Closed): void;
}

/** After its last frame the other end gets so long to end by itself. Milliseconds. */
const PARTING_MS = 2_000;
/** A program whose pipes have ended gets so long to say with which code. Milliseconds. */
const FATE_MS = 500;

export class Conversation {
  readonly #exec: Exec;
  readonly #heard: Heard;
  readonly #clock: Clock;
  readonly #decoder = new Decoder();
  readonly #liveness: Liveness;
  readonly #words: LastWords;
  #welcomed = false;
  /** A PING that is to be answered when writing is possible: the newest, since whoever sends many must not have us keep as many. */
  #unanswered: bigint | null = null;
  /** Nothing is heard any more. */
  #over = false;
  #closing: Promise<void> | null = null;

  constructor(exec: Exec, hello: Hello, heard: Heard, clock: Clock) {
    this.#exec = exec;
    this.#heard = heard;
    this.#clock = clock;
    this.#words = new LastWords(exec.stderr);
    this.#liveness = new Liveness(clock, {
      ping: (nonce) => this.#write({ type: 'ping', nonce }),
      latency: (ms) => heard.latency(ms),
      dead: () => this.#end({ kind: 'silent' }),
      late: () => this.#end({ kind: 'bad-frame', message: 'A frame was not complete after 20 s.' }),
    });
    exec.stdin.on('drain', () => this.#drained());
    // A broken pipe is told by the end of the other one, with the reason.
    exec.stdin.on('error', () => {});
    exec.stdout.on('data', (chunk: Buffer) => this.#read(chunk));
    exec.stdout.on('error', () => this.#cut());
    exec.stdout.on('close', () => this.#cut());
    exec.stdout.on('end', () => this.#cut());
    exec.exit.catch(() => this.#cut());
    this.#write({ type: 'hello', hello });
  }

  /** Whether writing is refused for now: `drained` follows. Frames are taken nevertheless. */
  get blocked(): boolean {
    return this.#exec.stdin.writableNeedDrain;
  }

  /** Asks whether the other end is still there: it is `silent` if no answer comes soon. */
  probe(): void {
    if (!this.#over) this.#liveness.probe();
  }

  /** Sends frames, together. False: the other end does not keep up. */
  send(...frames: readonly FromClient[]): boolean {
    if (this.#closing !== null) return false;
    this.#exec.stdin.cork();
    for (const frame of frames) this.#write(frame);
    this.#exec.stdin.uncork();
    return !this.blocked;
  }

  /** Ends it from this end, with a last word where it can still be said. Resolves when its program is gone or let go. */
  close(reason: 'closing' | 'seen' | null): Promise<void> {
    this.#stop();
    this.#closing ??= this.#part(reason);
    return this.#closing;
  }

  async #part(reason: 'closing' | 'seen' | null): Promise<void> {
    const { stdin, exit } = this.#exec;
    if (reason !== null && stdin.writable) {
      this.#write({ type: 'bye', bye: { reason } });
      stdin.end();
      await new Promise<void>((resolve) => {
        const forget = this.#clock.after(PARTING_MS, resolve);
        const gone = () => {
          forget();
          resolve();
        };
        exit.then(gone, gone);
      });
    }
    this.#exec.close();
  }

  #write(frame: Frame): void {
    if (!this.#exec.stdin.writable) return;
    for (const piece of encode(frame)) if (piece.length > 0) this.#exec.stdin.write(piece);
    if (this.blocked) this.#liveness.blocked();
  }

  #drained(): void {
    this.#liveness.drained();
    if (this.#unanswered !== null) this.#answer(this.#unanswered);
    if (!this.#over) this.#heard.drained();
  }

  #read(chunk: Buffer): void {
    if (this.#over) return;
    try {
      this.#decoder.push(chunk, (frame) => this.#frame(frame));
    } catch (error) {
      if (!(error instanceof BadFrame)) throw error;
      this.#end({ kind: 'bad-frame', message: error.message });
    }
    if (this.#over) return;
    this.#liveness.heard(this.#decoder.within);
    this.#heard.chunk();
  }

  #frame(frame: Frame): void {
    if (this.#over) return;
    // It may be a piece of one.
    if (!this.#decoder.within) this.#liveness.complete();
    switch (frame.type) {
      case 'ping':
        this.#answer(frame.nonce);
        break;
      case 'pong':
        this.#liveness.pong(frame.nonce);
        break;
      case 'bye':
        this.#end({ kind: 'bye', bye: frame.bye });
        break;
      case 'welcome':
        this.#welcome(frame.welcome);
        break;
      case 'error':
        if (frame.error.fatal) this.#end({ kind: 'error', error: frame.error });
        else this.#pass(frame);
        break;
      case 'output':
      case 'taken':
      case 'resize':
      case 'event':
      case 'reply':
      case 'data':
      case 'got':
      case 'deflated':
        this.#pass(frame);
        break;
      default:
        throw new BadFrame(`A host does not send ${frame.type}.`);
    }
  }

  #answer(nonce: bigint): void {
    this.#unanswered = this.blocked ? nonce : null;
    if (!this.blocked) this.#write({ type: 'pong', nonce });
  }

  #welcome(welcome: Welcome): void {
    if (this.#welcomed) throw new BadFrame('There was a second WELCOME.');
    this.#welcomed = true;
    this.#heard.welcomed(welcome);
    if (!this.#over) this.#liveness.measure();
  }

  #pass(frame: FromHost): void {
    if (!this.#welcomed && frame.type !== 'error')
      throw new BadFrame('The first frame is no WELCOME.');
    this.#heard.frame(frame);
  }

  /** The pipe is at its end: the program's fate says why. */
  #cut(): void {
    if (this.#over) return;
    this.#stop();
    let told = false;
    const tell = (code: number | null) => {
      if (told) return;
      told = true;
      forget();
      if (this.#closing === null)
        this.#heard.closed({ kind: 'cut', code, message: this.#words.text });
      void this.close(null);
    };
    const forget = this.#clock.after(FATE_MS, () => tell(null));
    this.#exec.exit.then(
      ({ code }) => tell(code),
      () => tell(null),
    );
  }

  #end(why: Closed): void {
    if (this.#over) return;
    this.#stop();
    this.#heard.closed(why);
    // After a BYE the client still has a last word.
    if (why.kind !== 'bye') void this.close(null);
  }

  #stop(): void {
    this.#over = true;
    this.#liveness.stop();
  }
}
