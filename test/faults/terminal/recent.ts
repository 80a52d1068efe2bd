/** The last bytes of a stream, to compare with what a new window is shown of them. */

/** More than a new window is shown (main/sessions/link/terminal-link.ts). Bytes. */
const SIZE = 48 * 1_048_576;

export class Recent {
  readonly #ring = Buffer.allocUnsafe(SIZE);
  #end = 0;

  /** Bytes that follow those before them, in the stream at the offset. */
  keep(offset: number, data: Uint8Array): void {
    for (const { at, piece } of pieces(offset, data)) this.#ring.set(piece, at);
    this.#end = offset + data.length;
  }

  /** Whether these were the bytes at the offset. */
  has(offset: number, data: Uint8Array): boolean {
    if (offset < this.#end - SIZE || offset + data.length > this.#end) return false;
    for (const { at, piece } of pieces(offset, data))
      if (!this.#ring.subarray(at, at + piece.length).equals(piece)) return false;
    return true;
  }
}

/** Where in the ring they lie. */
function* pieces(offset: number, data: Uint8Array): Generator<{ at: number; piece: Uint8Array }> {
  for (let done = 0; done < data.length; ) {
    const at = (offset + done) % SIZE;
    const piece = data.subarray(done, done + SIZE - at);
    yield { at, piece };
    done += piece.length;
  }
}
