/**
 * Takes apart what an engine sends of a program without a terminal: stdout and stderr in frames, each with a head of 8 bytes.
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach
 */

const HEAD = 8;

/** A piece of one of the streams, a view of the bytes that came. */
export interface Piece {
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Buffer;
}

/** Keeps no more than a part of a head. */
export class Frames {
  #stream: Piece['stream'] = 'stdout';
  /** Bytes of the frame that are still to come. */
  #missing = 0;
  #head = Buffer.alloc(0);

  /** The pieces in what came. @throws Error: it is not such a stream */
  take(chunk: Buffer): Piece[] {
    const pieces: Piece[] = [];
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#missing === 0) {
        rest = this.#takeHead(rest);
        continue;
      }
      const bytes = rest.subarray(0, this.#missing);
      this.#missing -= bytes.length;
      rest = rest.subarray(bytes.length);
      pieces.push({ stream: this.#stream, bytes });
    }
    return pieces;
  }

  #takeHead(rest: Buffer): Buffer {
    const wanted = HEAD - this.#head.length;
    this.#head = Buffer.concat([this.#head, rest.subarray(0, wanted)]);
    if (this.#head.length < HEAD) return Buffer.alloc(0);
    const kind = this.#head.readUInt8(0);
    if (kind !== 1 && kind !== 2) throw new Error('the frames of the engine are not understood');
    this.#stream = kind === 1 ? 'stdout' : 'stderr';
    this.#missing = this.#head.readUInt32BE(4);
    this.#head = Buffer.alloc(0);
    return rest.subarray(wanted);
  }
}
