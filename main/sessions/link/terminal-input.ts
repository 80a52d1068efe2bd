/** What a person types, on its way to the shell it was typed for: sent once, or handed back, never sent to another shell. */
import type { ToTerminal } from '../../../preload/contract';
import { BadFrame } from '../wire/frames';
import type { Welcome } from '../wire/messages';
import type { Conversation } from './conversation';
import { InputQueue } from './input-queue';

/** More than this is not kept for a link that is away. Bytes. */
const MOST_KEPT = 16 * 1024 * 1024;

/** Small pieces, so that what is typed behind a paste need not wait for all of it. bytes */
const MOST_PIECE = 16_384;

export class TerminalInput {
  readonly #tell: (message: ToTerminal) => void;
  readonly #queue = new InputQueue(MOST_PIECE);
  /** Where to send, while that may be done. */
  #way: { readonly conversation: Conversation; readonly epoch: number } | null = null;
  /** The shell that is typed for, or null: whichever comes first. */
  #generation: number | null = null;
  /** Another client has had the terminal meanwhile: what was typed before is not for what is there now. */
  #moved = false;
  /** It has been welcomed: numbers go on from there. */
  #met = false;
  #ended = false;
  #waiting = 0;

  constructor(tell: (message: ToTerminal) => void) {
    this.#tell = tell;
  }

  type(data: Uint8Array): void {
    if (this.#moved || this.#ended || this.#queue.untaken + data.length > MOST_KEPT) {
      this.#tell({ type: 'unsent', data });
      return;
    }
    this.#queue.push(data);
    this.#pump();
  }

  /** Whether this is another shell than the one typed for. */
  isOther(generation: number): boolean {
    return this.#generation !== null && generation !== this.#generation;
  }

  /** The terminal is held: what waits is sent if it is for this shell, and handed back if not. */
  welcomed(welcome: Extract<Welcome, { role: 'terminal' }>, conversation: Conversation): void {
    const { epoch, generation, taken, snapshot } = welcome;
    const mine = !this.isOther(generation) && !this.#moved;
    if (!this.#met) this.#queue.begin(taken);
    this.#met = true;
    // An agent that says otherwise than before has lost count: nothing of it may be sent twice.
    if (!this.#queue.take(taken) || !mine) this.#handBack(taken);
    this.#moved = false;
    this.#generation = snapshot.shell === 'none' ? null : generation;
    this.#queue.rewind();
    this.#way = { conversation, epoch };
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
    if (taken !== undefined) {
      this.#queue.take(taken);
      this.#handBack(taken);
    }
    this.#wait();
  }

  /** There is no shell any more. */
  end(): void {
    this.#ended = true;
    this.#way = null;
    this.#handBack(0);
    this.#wait();
  }

  #handBack(taken: number): void {
    const data = this.#queue.giveUp(taken);
    if (data.length > 0) this.#tell({ type: 'unsent', data });
  }

  #pump(): void {
    const { conversation, epoch } = this.#way ?? { conversation: null, epoch: 0 };
    for (let next = this.#take(conversation); next !== null; next = this.#take(conversation)) {
      conversation?.send({ type: 'input', epoch, ...next });
    }
    this.#wait();
  }

  #take(conversation: Conversation | null) {
    return conversation === null ? null : this.#queue.next();
  }

  #wait(): void {
    const bytes = this.#way === null ? this.#queue.untaken : this.#queue.unsent;
    if (bytes === this.#waiting) return;
    this.#waiting = bytes;
    this.#tell({ type: 'waiting', bytes });
  }
}
