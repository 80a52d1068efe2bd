/** One of a job's streams on its way to a Writable, acknowledged as it is written. */
import type { Writable } from 'node:stream';
import type { StreamId } from '../wire/frames';
import type { Clock } from './clock';
import type { Conversation } from './conversation';
import { OutputCursor } from './output-cursor';

/**
 * An acknowledgement passes as many programs as the output itself: it is sent for so many bytes at once, and for fewer only
 * when no more came for a while.
 */
const ACK_BYTES = 524_288;
const ACK_MS = 50;

/** What a stream's way is made from. */
interface JobOutputParts {
  readonly stream: StreamId;
  readonly to: Writable;
  /** Bytes that may come without having been written. */
  readonly window: number;
  readonly clock: Clock;
  /** Nobody reads the Writable any more; output is dropped from then on. */
  readonly broken: () => void;
}

export class JobOutput {
  readonly #stream: StreamId;
  readonly #to: Writable;
  readonly #cursor: OutputCursor;
  readonly #clock: Clock;
  #conversation: Conversation | null = null;
  #writing = 0;
  #lost = 0;
  #forgetAck: (() => void) | null = null;
  #broken = false;
  #idle: () => void = () => {};
  readonly #onBroken: () => void;
  readonly #stop = () => this.#break();

  constructor({ stream, to, window, clock, broken }: JobOutputParts) {
    this.#stream = stream;
    this.#to = to;
    this.#cursor = new OutputCursor(window);
    this.#clock = clock;
    this.#onBroken = broken;
    to.on('error', this.#stop);
    to.on('close', this.#stop);
  }

  /** Where the next connection goes on. */
  get from(): number {
    return this.#cursor.shown;
  }

  /** Bytes that could not be had. */
  get lost(): number {
    return this.#lost;
  }

  /** Acknowledgements go here; null while there is no connection. */
  connect(conversation: Conversation | null): void {
    this.#conversation = conversation;
    if (conversation !== null) this.#cursor.begin(this.#cursor.shown);
  }

  receive(offset: number, data: Buffer): void {
    this.missing(offset);
    const news = this.#cursor.accept(offset, data);
    if (news === null) {
      this.#acknowledge();
      return;
    }
    const end = this.#cursor.next;
    if (this.#broken) {
      this.#written(end);
      return;
    }
    this.#writing += 1;
    this.#to.write(news, () => {
      if (this.#broken) return;
      this.#writing -= 1;
      this.#written(end);
    });
  }

  /** What has not come below this will not come. */
  missing(below: number): void {
    const missing = this.#cursor.skip(below);
    if (missing !== null) this.#lost += missing.to - missing.from;
  }

  /** Resolves when all that has come is written. */
  settled(): Promise<void> {
    if (this.#writing === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idle = resolve;
    });
  }

  /** Lets go of the Writable, which is not ended. */
  release(): void {
    this.#to.off('error', this.#stop);
    this.#to.off('close', this.#stop);
    this.#forgetAck?.();
  }

  #written(end: number): void {
    this.#cursor.show(end);
    this.#acknowledge();
    if (this.#writing === 0) this.#idle();
  }

  #acknowledge(): void {
    if (this.#cursor.untold >= ACK_BYTES) this.#tell();
    else this.#forgetAck ??= this.#clock.after(ACK_MS, () => this.#tell());
  }

  #tell(): void {
    this.#forgetAck?.();
    this.#forgetAck = null;
    if (this.#conversation === null) return;
    const offset = this.#cursor.tell();
    if (offset !== null) this.#conversation.send({ type: 'ack', stream: this.#stream, offset });
  }

  #break(): void {
    if (this.#broken) return;
    this.#broken = true;
    // A stream that failed may never call back for what it was given.
    this.#writing = 0;
    this.#written(this.#cursor.next);
    this.#onBroken();
  }
}
