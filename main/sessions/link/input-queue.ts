/**
 * Input on its way to a session: kept until the session has taken it, sent once per connection, from where the session
 * says. Offsets count this client's bytes; numbers go on over connections (PROTOCOL.md, HELLO).
 */

/** A client has at most so many bytes on the way that are not taken, unless the session grants more (WELCOME, `input`). */
export const INPUT_WINDOW = 65_536;

/** Bytes and where they begin. */
export interface InputPiece {
  readonly offset: number;
  readonly data: Buffer;
}

export class InputQueue {
  readonly #mostPiece: number;
  #window = INPUT_WINDOW;
  #pieces: InputPiece[] = [];
  /** The first of these have been sent on this connection. */
  #sent = 0;
  #taken = 0;
  #end = 0;

  /** `mostPiece`: sent in pieces of at most so many bytes. */
  constructor(mostPiece: number) {
    this.#mostPiece = mostPiece;
  }

  /** Bytes that may be on the way, for the connection that begins. */
  set window(bytes: number) {
    this.#window = bytes;
  }

  /** Whether it has as much as may be on the way. */
  get isFull(): boolean {
    return this.untaken >= this.#window;
  }

  /** Bytes that are not taken. */
  get untaken(): number {
    return this.#end - this.#taken;
  }

  /** Bytes that have not been sent on this connection. */
  get unsent(): number {
    return this.#end - (this.#pieces[this.#sent]?.offset ?? this.#end);
  }

  /** The session has taken the bytes below this. */
  get taken(): number {
    return this.#taken;
  }

  /** Where the next byte will be. */
  get end(): number {
    return this.#end;
  }

  push(data: Uint8Array): void {
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    for (let at = 0; at < bytes.length; at += this.#mostPiece) {
      const piece = bytes.subarray(at, at + this.#mostPiece);
      this.#pieces.push({ offset: this.#end, data: piece });
      this.#end += piece.length;
    }
  }

  /** The next piece to send, or null: nothing is left, or too much is on the way. */
  next(): InputPiece | null {
    const piece = this.#pieces[this.#sent];
    if (piece === undefined) return null;
    if (piece.offset + piece.data.length - this.#taken > this.#window) return null;
    this.#sent += 1;
    return piece;
  }

  /** The session has taken the bytes below the offset. False: it cannot have. */
  take(offset: number): boolean {
    if (offset < this.#taken || offset > this.#end) return false;
    let gone = 0;
    for (const piece of this.#pieces) {
      if (piece.offset + piece.data.length > offset) break;
      gone += 1;
    }
    this.#pieces.splice(0, gone);
    this.#sent = Math.max(0, this.#sent - gone);
    const first = this.#pieces[0];
    if (first !== undefined && first.offset < offset) {
      this.#pieces[0] = { offset, data: first.data.subarray(offset - first.offset) };
    }
    this.#taken = offset;
    return true;
  }

  /** The first byte is number `offset`: a client that was there before goes on. Before anything was sent. */
  begin(offset: number): void {
    const pieces = this.#pieces.map((piece) => piece.data);
    this.giveUp(offset);
    for (const piece of pieces) this.push(piece);
  }

  /** A connection begins: what is not taken is sent again. */
  rewind(): void {
    this.#sent = 0;
  }

  /** Gives up what is not taken, and returns it. The next byte is number `offset`. */
  giveUp(offset: number): Buffer {
    const left = Buffer.concat(this.#pieces.map((piece) => piece.data));
    this.#pieces = [];
    this.#sent = 0;
    this.#taken = offset;
    this.#end = offset;
    return left;
  }
}
