/** Bytes, however they were cut, into frames. */
import { carrier, decode, HEAD_BYTES } from './decode';
import { BadFrame, type Frame, LENGTH_BYTES, MOST_LENGTH } from './frames';

type Each = (frame: Frame) => void;

/** A frame's length and type. */
const BEGINNING = LENGTH_BYTES + 1;
const MOST_HEAD = BEGINNING + Math.max(...HEAD_BYTES.values());

/** Data of an OUTPUT or DATA that is passed on as it comes. */
interface Carrying {
  /** Without data; its offset is that of the first byte that has not come. */
  readonly frame: ReturnType<typeof carrier>;
  /** Bytes that have not come. */
  readonly left: number;
}

/** A frame of another type: what there is of its type and payload. */
interface Gathering {
  readonly body: Buffer;
  readonly bytes: number;
}

/**
 * Data is never copied: of an OUTPUT or DATA that lies in several chunks each piece is a frame of its own, a view of its
 * chunk. It keeps no more than another frame that is not complete yet: of its own length, copied out of the chunks, which
 * may be huge. After a BadFrame it must not be used again.
 */
export class Decoder {
  readonly #head = Buffer.alloc(MOST_HEAD);
  #headBytes = 0;
  #rest: Carrying | Gathering | null = null;

  /** Whether a frame has begun that is not complete. */
  get within(): boolean {
    return this.#headBytes > 0;
  }

  /** Calls `each` for every frame, and piece of one, in this chunk. @throws BadFrame */
  push(chunk: Buffer, each: Each): void {
    let at = 0;
    while (at < chunk.length) at = this.#step(chunk, at, each);
  }

  /** Takes one piece of the chunk and returns where the next begins. */
  #step(chunk: Buffer, at: number, each: Each): number {
    const rest = this.#rest;
    if (rest !== null)
      return 'body' in rest
        ? this.#gather(rest, chunk, at, each)
        : this.#carry(rest, chunk, at, each);
    const begin = at + LENGTH_BYTES;
    if (this.#headBytes === 0 && chunk.length >= begin) {
      const end = begin + lengthOf(chunk.readUInt32BE(at));
      if (chunk.length >= end) {
        finish(chunk.subarray(begin, end), each);
        return end;
      }
    }
    return this.#begin(chunk, at, each);
  }

  /** Keeps the beginning of a frame, as far as it must be known before its data can be passed on. */
  #begin(chunk: Buffer, at: number, each: Each): number {
    const wanted = this.#headBytes < BEGINNING ? BEGINNING : this.#wholeHead();
    const end = Math.min(chunk.length, at + wanted - this.#headBytes);
    chunk.copy(this.#head, this.#headBytes, at, end);
    this.#headBytes += end - at;
    if (this.#headBytes < BEGINNING) return end;
    const length = lengthOf(this.#head.readUInt32BE(0));
    const head = this.#wholeHead();
    const left = LENGTH_BYTES + length - head;
    // One that is too short to carry anything is refused when it is whole, as others are.
    if (left < 0 || head === BEGINNING)
      return this.#gather(this.#gathering(length), chunk, end, each);
    if (this.#headBytes === head) this.#rest = this.#carrying(left);
    return end;
  }

  #wholeHead(): number {
    return BEGINNING + (HEAD_BYTES.get(this.#head[LENGTH_BYTES] ?? 0) ?? 0);
  }

  #carrying(left: number): Carrying {
    const type = this.#head[LENGTH_BYTES] ?? 0;
    return { frame: carrier(type, this.#head.subarray(BEGINNING), left), left };
  }

  #gathering(length: number): Gathering {
    const body = Buffer.allocUnsafeSlow(length);
    this.#head.copy(body, 0, LENGTH_BYTES, BEGINNING);
    return { body, bytes: 1 };
  }

  #carry({ frame, left }: Carrying, chunk: Buffer, at: number, each: Each): number {
    const data = chunk.subarray(at, at + left);
    const rest = left - data.length;
    this.#rest = { frame: { ...frame, offset: frame.offset + data.length }, left: rest };
    if (rest === 0) this.#done();
    each({ ...frame, data });
    return at + data.length;
  }

  #gather({ body, bytes }: Gathering, chunk: Buffer, at: number, each: Each): number {
    const end = Math.min(chunk.length, at + body.length - bytes);
    chunk.copy(body, bytes, at, end);
    const now = bytes + end - at;
    this.#rest = { body, bytes: now };
    if (now === body.length) {
      this.#done();
      finish(body, each);
    }
    return end;
  }

  #done(): void {
    this.#rest = null;
    this.#headBytes = 0;
  }
}

function lengthOf(length: number): number {
  if (length >= 1 && length <= MOST_LENGTH) return length;
  throw new BadFrame(`A frame cannot have ${length} bytes.`);
}

function finish(body: Buffer, each: Each): void {
  const frame = decode(body[0] ?? 0, body.subarray(1));
  if (frame !== null) each(frame);
}
