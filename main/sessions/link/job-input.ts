/** The caller's input on its way to a job's stdin: read no faster than it is taken, sent once, ended by an empty INPUT. */
import type { Readable } from 'node:stream';
import { BadFrame } from '../wire/frames';
import type { Welcome } from '../wire/messages';
import type { Conversation } from './conversation';
import { INPUT_WINDOW, InputQueue } from './input-queue';

export class JobInput {
  readonly #from: Readable | null;
  readonly #queue = new InputQueue();
  #way: { readonly conversation: Conversation; readonly epoch: number } | null = null;
  #listening = false;
  #ended = false;
  /** The end has been sent on this connection. */
  #toldEnd = false;

  /** `from` is read from the first connection on; null: the command reads the end of file. */
  constructor(from: Readable | null) {
    this.#from = from;
  }

  /** A connection begins: what is not taken is sent again, and the end with it. */
  welcomed(welcome: Extract<Welcome, { role: 'job' }>, conversation: Conversation): void {
    if (this.#from === null) return;
    if (!this.#listening) this.#listen(this.#from);
    if (!this.#queue.take(welcome.taken)) throw new BadFrame('More input was taken than was sent.');
    this.#queue.rewind();
    this.#toldEnd = false;
    this.#way = { conversation, epoch: welcome.epoch };
    this.#pump();
  }

  /** @throws BadFrame what was not sent cannot be taken */
  taken(epoch: number, offset: number): void {
    if (this.#way?.epoch !== epoch) return;
    if (!this.#queue.take(offset)) throw new BadFrame('More input was taken than was sent.');
    if (this.#queue.untaken < INPUT_WINDOW) this.#from?.resume();
    this.#pump();
  }

  /** The link is away. */
  paused(): void {
    this.#way = null;
  }

  /** The command needs no more of it: a terminal that nobody types at would keep the process alive. */
  stop(): void {
    this.#way = null;
    this.#from?.removeListener('data', this.#read);
    this.#from?.removeListener('end', this.#end);
    this.#from?.pause();
  }

  #listen(from: Readable): void {
    this.#listening = true;
    from.on('data', this.#read);
    from.once('end', this.#end);
    // Input that cannot be read is input that has ended: the command goes on without it.
    from.once('error', this.#end);
  }

  readonly #read = (chunk: Buffer): void => {
    this.#queue.push(chunk);
    if (this.#queue.untaken >= INPUT_WINDOW) this.#from?.pause();
    this.#pump();
  };

  readonly #end = (): void => {
    this.#ended = true;
    this.#pump();
  };

  #pump(): void {
    if (this.#way === null) return;
    const { conversation, epoch } = this.#way;
    for (let next = this.#queue.next(); next !== null; next = this.#queue.next())
      conversation.send({ type: 'input', epoch, ...next });
    if (!this.#ended || this.#toldEnd || this.#queue.unsent > 0) return;
    this.#toldEnd = true;
    conversation.send({ type: 'input', epoch, offset: this.#queue.end, data: Buffer.alloc(0) });
  }
}
