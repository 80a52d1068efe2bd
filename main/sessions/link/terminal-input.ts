/**
 * What a person types, on its way to the shell it was typed for: sent once, or handed back, never sent to another shell.
 * What was typed while the link was away, and is old when it is back, waits for the person's word: a `y` meant for a
 * question of ten minutes ago may be the answer to another one now.
 */
import type { ToTerminal, WaitingAnswer } from '../../../preload/contract';
import { BadFrame } from '../wire/frames';
import type { Welcome } from '../wire/messages';
import type { Clock } from './clock';
import type { Conversation } from './conversation';
import { InputQueue } from './input-queue';
import { TypedLine } from './typed-line';

/** More than this is not kept for a link that is away. Bytes. */
const MOST_KEPT = 16 * 1024 * 1024;

/** Small pieces, so that what is typed behind a paste need not wait for all of it. bytes */
const MOST_PIECE = 16_384;

/** What is older than this when the link is back does not go by itself. ms */
export const OLD_MS = 10_000;

/** So much of what waits is shown. bytes */
const SHOWN = 1_024;

const ENTER = 0x0d;
/** Nothing waits. */
const NONE = 'none';

type Unsent = Extract<ToTerminal, { type: 'unsent' }>['why'];

export class TerminalInput {
  readonly #tell: (message: ToTerminal) => void;
  readonly #clock: Clock;
  readonly #queue = new InputQueue(MOST_PIECE);
  readonly #line = new TypedLine();
  /** Where to send, while that may be done. */
  #way: { readonly conversation: Conversation; readonly epoch: number } | null = null;
  /** The link is back, and what waits is old: nothing goes before the person says so. */
  #asking = false;
  /** The person does not want what lies below: how much of it was taken before is known when the link is back. */
  #discardTo = 0;
  /** The shell that is typed for, or null: whichever comes first. */
  #generation: number | null = null;
  /** Another client has had the terminal meanwhile: what was typed before is not for what is there now. */
  #moved = false;
  /** It has been welcomed: numbers go on from there. */
  #met = false;
  #ended = false;
  /** What was told last of what waits. */
  #told = NONE;
  #waiting = 0;

  constructor(tell: (message: ToTerminal) => void, clock: Clock) {
    this.#tell = tell;
    this.#clock = clock;
  }

  /** Bytes that wait. */
  get waiting(): number {
    return this.#waiting;
  }

  type(data: Uint8Array): void {
    const lost = this.#line.lost(data, this.#clock.now());
    const why = this.#whyNot(data.length);
    if (why !== null) {
      this.#refuse(data, why);
      return;
    }
    if (lost > 0) this.#refuse(data.slice(0, lost), 'shell');
    if (lost === data.length) return;
    this.#queue.push(data.subarray(lost), this.#clock.now());
    this.#pump();
  }

  /** Why so many bytes more cannot be kept, or null. */
  #whyNot(bytes: number): Unsent | null {
    if (this.#moved) return 'elsewhere';
    if (this.#ended) return 'ended';
    return this.#queue.untaken + bytes > MOST_KEPT ? 'too-much' : null;
  }

  /** Whether this is another shell than the one typed for. */
  isOther(generation: number): boolean {
    return this.#generation !== null && generation !== this.#generation;
  }

  /** The terminal is held: what waits is sent if it is for this shell and new, asked about if it is old, else handed back. */
  welcomed(welcome: Extract<Welcome, { role: 'terminal' }>, conversation: Conversation): void {
    const { epoch, generation, taken, snapshot } = welcome;
    if (!this.#met) this.#begin(taken);
    // An agent that says otherwise than before has lost count: nothing of it may be sent twice.
    if (!this.#queue.take(taken)) this.#handBack(taken, 'shell');
    this.#queue.drop(this.#discardTo);
    this.#discardTo = 0;
    if (this.isOther(generation)) {
      this.#handBack(taken, 'shell');
      this.#line.cut(this.#clock.now());
    }
    if (this.#moved) this.#handBack(taken, 'elsewhere');
    this.#moved = false;
    this.#generation = snapshot.shell === 'none' ? null : generation;
    this.#queue.rewind();
    this.#way = { conversation, epoch };
    this.#asking = this.#isOld();
    this.#pump();
  }

  /** The person's word on what waits. While the link is away it can only be discarded. */
  answer(answer: WaitingAnswer): void {
    if (this.#way === null) {
      if (answer === 'discard') this.#discardTo = this.#queue.end;
      this.#wait();
      return;
    }
    // Some of what was asked about may have gone on its way meanwhile.
    if (!this.#asking) return;
    this.#asking = false;
    if (answer === 'discard') this.#queue.drop(this.#queue.end);
    if (answer === 'send-without-enter') this.#withoutEnter();
    this.#pump();
  }

  /** @throws BadFrame what was not sent cannot be taken */
  taken(epoch: number, offset: number): void {
    if (this.#way === null || this.#way.epoch !== epoch) return;
    if (!this.#queue.take(offset)) throw new BadFrame('More input was taken than was sent.');
    this.#pump();
  }

  /** The link is away. */
  paused(): void {
    this.#way = null;
    this.#asking = false;
    this.#wait();
  }

  /** Another client took the terminal from this one; what was taken by then has been told. */
  replaced(): void {
    this.moved(this.#queue.taken);
  }

  /**
   * Another client has the terminal: what was not taken never will be, and is handed back. `taken` as the session says;
   * without it that is not known, and waits until it is.
   */
  moved(taken?: number): void {
    this.#moved = true;
    this.#way = null;
    this.#asking = false;
    if (taken !== undefined) {
      this.#queue.take(taken);
      this.#handBack(taken, 'elsewhere');
    }
    this.#wait();
  }

  /** There is no shell any more. */
  end(): void {
    this.#ended = true;
    this.#way = null;
    this.#asking = false;
    this.#handBack(0, 'ended');
    this.#wait();
  }

  /** The first WELCOME: a window that comes back after its app was gone goes on where it was. */
  #begin(taken: number): void {
    this.#met = true;
    this.#queue.begin(taken);
    if (this.#discardTo > 0) this.#discardTo += taken;
  }

  /** By this computer's clock; where that was set back, nobody knows how old it is. */
  #isOld(): boolean {
    const { end, untaken } = this.#queue;
    const oldest = this.#queue.givenAt(end - untaken);
    if (oldest === null) return false;
    const age = this.#clock.now() - oldest;
    return age < 0 || age >= OLD_MS;
  }

  #withoutEnter(): void {
    const { end, untaken } = this.#queue;
    const all = this.#queue.giveUp(end - untaken);
    this.#queue.push(all.at(-1) === ENTER ? all.subarray(0, -1) : all, this.#clock.now());
  }

  #refuse(data: Uint8Array, why: Unsent): void {
    this.#tell({ type: 'unsent', data, why });
  }

  #handBack(taken: number, why: Unsent): void {
    const discarded = Math.max(0, this.#discardTo - (this.#queue.end - this.#queue.untaken));
    const data = this.#queue.giveUp(taken).subarray(discarded);
    this.#discardTo = 0;
    if (data.length > 0) this.#refuse(data, why);
  }

  #pump(): void {
    if (this.#way !== null && !this.#asking) {
      const { conversation, epoch } = this.#way;
      for (let next = this.#queue.next(); next !== null; next = this.#queue.next()) {
        conversation.send({ type: 'input', epoch, ...next });
      }
    }
    this.#wait();
  }

  /** Tells what waits, where that has changed. */
  #wait(): void {
    const isAway = this.#way === null || this.#asking;
    const from = Math.max(this.#discardTo, this.#queue.end - this.#queue.untaken);
    const bytes = isAway ? this.#queue.end - from : this.#queue.unsent;
    const asks = this.#asking && bytes > 0;
    const key = bytes === 0 ? NONE : `${bytes} ${asks} ${isAway}`;
    if (key === this.#told) return;
    this.#told = key;
    this.#waiting = bytes;
    const since = isAway ? this.#queue.givenAt(from) : null;
    // In a buffer of their own: what is posted takes its whole buffer along.
    const data = Uint8Array.from(isAway ? this.#queue.peek(from, SHOWN) : []);
    this.#tell({ type: 'waiting', bytes, data, since, asks });
  }
}
