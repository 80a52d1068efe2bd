/** A Readable on its way to a job's input: read no faster than the job takes it. */
import type { Readable } from 'node:stream';
import { BadFrame } from '../wire/frames';
import type { Conversation } from './conversation';
import { INPUT_WINDOW, InputQueue } from './input-queue';

/** As long as a frame's data may be. bytes */
const MOST_PIECE = 65_536;

/** How a connection begins (WELCOME). */
interface InputStart {
  readonly epoch: number;
  /** Input below this has been taken. */
  readonly taken: number;
  /** Bytes that may be on the way beyond `taken`. */
  readonly input?: number | undefined;
}

export class JobInput {
  readonly #from: Readable | null;
  readonly #queue = new InputQueue(MOST_PIECE);
  #way: { readonly conversation: Conversation; readonly epoch: number } | null = null;
  #reading = false;
  #ended = false;
  /** The end has been told on this connection. */
  #toldEnd = false;
  readonly #onData = (chunk: Buffer | string) =>
    this.#read(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  readonly #onEnd = () => this.#end();

  /** Null: the job reads the end of file, and nothing is sent. */
  constructor(from: Readable | null) {
    this.#from = from;
  }

  /** A connection begins. @throws BadFrame */
  connect(conversation: Conversation, { epoch, taken, input = INPUT_WINDOW }: InputStart): void {
    if (!this.#queue.take(taken)) throw new BadFrame('The job took input that was not sent.');
    this.#queue.rewind();
    this.#queue.window = input;
    this.#toldEnd = false;
    this.#way = { conversation, epoch };
    this.#start();
    this.#pump();
  }

  disconnect(): void {
    this.#way = null;
  }

  /** @throws BadFrame */
  taken(epoch: number, offset: number): void {
    if (this.#way?.epoch !== epoch) return;
    if (!this.#queue.take(offset)) throw new BadFrame('The job took input that was not sent.');
    if (!this.#ended && !this.#queue.isFull) this.#from?.resume();
    this.#pump();
  }

  /** Lets go of the Readable. */
  release(): void {
    this.#way = null;
    this.#from?.off('data', this.#onData);
    this.#from?.off('end', this.#onEnd);
    this.#from?.off('close', this.#onEnd);
    this.#from?.off('error', this.#onEnd);
    this.#from?.pause();
  }

  #start(): void {
    if (this.#from === null || this.#reading) return;
    this.#reading = true;
    this.#from.on('end', this.#onEnd);
    this.#from.on('close', this.#onEnd);
    this.#from.on('error', this.#onEnd);
    this.#from.on('data', this.#onData);
    // One that was read and let go of before flows only when told to.
    this.#from.resume();
  }

  #read(data: Buffer): void {
    this.#queue.push(data);
    if (this.#queue.isFull) this.#from?.pause();
    this.#pump();
  }

  #end(): void {
    this.#ended = true;
    this.#pump();
  }

  #pump(): void {
    if (this.#way === null) return;
    const { conversation, epoch } = this.#way;
    for (let next = this.#queue.next(); next !== null; next = this.#queue.next()) {
      conversation.send({ type: 'input', epoch, ...next });
    }
    if (!this.#ended || this.#toldEnd || this.#queue.unsent > 0) return;
    this.#toldEnd = true;
    conversation.send({ type: 'input', epoch, offset: this.#queue.end, data: Buffer.alloc(0) });
  }
}
