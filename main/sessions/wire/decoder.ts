/** Bytes, however they were cut, into frames. */
import { decode } from './decode';
import { BadFrame, type Frame, LENGTH_BYTES, MOST_LENGTH } from './frames';

/**
 * Keeps no more than the frame that is not complete yet: of its own length, copied out of the chunks, which may be huge.
 * Frames that lie whole in a chunk are views of it. After a BadFrame it must not be used again.
 */
export class Decoder {
  readonly #head = Buffer.alloc(LENGTH_BYTES);
  #headBytes = 0;
  /** The frame that is not complete, of which `#bodyBytes` are here. */
  #body: Buffer | null = null;
  #bodyBytes = 0;

  /** Whether a frame has begun that is not complete. */
  get within(): boolean {
    return this.#headBytes > 0;
  }

  /** Calls `each` for every frame that is complete with this chunk. @throws BadFrame */
  push(chunk: Buffer, each: (frame: Frame) => void): void {
    let at = 0;
    while (at < chunk.length) at = this.#step(chunk, at, each);
  }

  /** Takes one piece of the chunk and returns where the next begins. */
  #step(chunk: Buffer, at: number, each: (frame: Frame) => void): number {
    if (this.#body !== null) return this.#continue(this.#body, chunk, at, each);
    if (this.#headBytes > 0 || chunk.length - at < LENGTH_BYTES) return this.#readHead(chunk, at);
    const length = lengthOf(chunk.readUInt32BE(at));
    const begin = at + LENGTH_BYTES;
    if (chunk.length - begin >= length) {
      finish(chunk.subarray(begin, begin + length), each);
      return begin + length;
    }
    this.#headBytes = LENGTH_BYTES;
    this.#begin(length);
    return begin;
  }

  #readHead(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + LENGTH_BYTES - this.#headBytes);
    chunk.copy(this.#head, this.#headBytes, at, end);
    this.#headBytes += end - at;
    if (this.#headBytes === LENGTH_BYTES) this.#begin(lengthOf(this.#head.readUInt32BE(0)));
    return end;
  }

  #begin(length: number): void {
    this.#body = Buffer.allocUnsafeSlow(length);
    this.#bodyBytes = 0;
  }

  #continue(body: Buffer, chunk: Buffer, at: number, each: (frame: Frame) => void): number {
    const end = Math.min(chunk.length, at + body.length - this.#bodyBytes);
    chunk.copy(body, this.#bodyBytes, at, end);
    this.#bodyBytes += end - at;
    if (this.#bodyBytes === body.length) {
      this.#body = null;
      this.#headBytes = 0;
      finish(body, each);
    }
    return end;
  }
}

function lengthOf(length: number): number {
  if (length >= 1 && length <= MOST_LENGTH) return length;
  throw new BadFrame(`A frame cannot have ${length} bytes.`);
}

function finish(body: Buffer, each: (frame: Frame) => void): void {
  const frame = decode(body[0] ?? 0, body.subarray(1));
  if (frame !== null) each(frame);
}
