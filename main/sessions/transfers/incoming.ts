/** Bytes of a file that have come and are not written yet: never more than the window, in however small pieces. */
import { BadFrame } from '../wire/frames';

/** Written at once, in bytes. */
const BLOCK = 262_144;

interface Block {
  readonly bytes: Buffer;
  used: number;
}

export class Incoming {
  #next: number;
  #written: number;
  #blocks: Block[] = [];
  readonly #window: () => number;

  /** `from`: the offset of the first byte that will come; `window`: how many bytes may be on their way. */
  constructor(from: number, window: () => number) {
    this.#window = window;
    this.#next = from;
    this.#written = from;
  }

  /** Whether there is anything to write. */
  get some(): boolean {
    return this.#blocks.length > 0;
  }

  /** Copies: what came is a piece of a larger chunk. @throws BadFrame out of order, or more than may be on its way */
  add(offset: number, data: Buffer): void {
    if (offset !== this.#next) throw new BadFrame('Bytes of a file came out of order.');
    const next = offset + data.length;
    if (next - this.#written > this.#window()) throw new BadFrame('More came than was asked for.');
    this.#next = next;
    for (let at = 0; at < data.length; ) at += this.#copy(data.subarray(at));
  }

  /** All that is here, in order; it counts until `written`. */
  take(): Buffer[] {
    const blocks = this.#blocks;
    this.#blocks = [];
    return blocks.map(({ bytes, used }) => bytes.subarray(0, used));
  }

  /** The bytes below the offset are on the disk. */
  written(offset: number): void {
    this.#written = offset;
  }

  #copy(data: Buffer): number {
    let last = this.#blocks.at(-1);
    if (last === undefined || last.used === BLOCK) {
      last = { bytes: Buffer.allocUnsafeSlow(BLOCK), used: 0 };
      this.#blocks.push(last);
    }
    const copied = data.copy(last.bytes, last.used);
    last.used += copied;
    return copied;
  }
}
