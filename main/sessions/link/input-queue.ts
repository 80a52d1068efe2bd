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

/** The same as it is kept: with when it was given, in ms. */
interface KeptPiece extends InputPiece {
  readonly at: number;
}

export class InputQueue {
  readonly #mostPiece: number;
  #window = INPUT_WINDOW;
  #pieces: KeptPiece[] = [];
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

  /** When the byte at the offset was given, in ms, or null: there is none that is not taken. */
  givenAt(at: number): number | null {
    return this.#pieces.find(({ offset, data }) => at < offset + data.length)?.at ?? null;
  }

  /** The first bytes that are not taken, from the offset on; at most so many. */
  peek(from: number, most: number): Buffer {
    const found: Buffer[] = [];
    let left = most;
    for (const { offset, data } of this.#pieces) {
      if (left <= 0) break;
      const piece = data.subarray(Math.max(0, from - offset)).subarray(0, left);
      found.push(piece);
      left -= piece.length;
    }
    return Buffer.concat(found);
  }

  /** `at`: when it was given, in ms; 0 where its age does not matter. */
  push(data: Uint8Array, at = 0): void {
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    for (let from = 0; from < bytes.length; from += this.#mostPiece) {
      const piece = bytes.subarray(from, from + this.#mostPiece);
      this.#pieces.push({ offset: this.#end, data: piece, at });
      this.#end += piece.length;
    }
  }

  /** The next piece to send, or null: nothing is left, or too much is on the way. */
  next(): InputPiece | null {
    const piece = this.#pieces[this.#sent];
    if (piece === undefined) return null;
    if (piece.offset + piece.data.length - this.#taken > this.#window) return null;
    this.#sent += 1;
    return { offset: piece.offset, data: piece.data };
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
      this.#pieces[0] = { ...first, offset, data: first.data.subarray(offset - first.offset) };
    }
    this.#taken = offset;
    return true;
  }

  /** The first byte is number `offset`: a client that was there before goes on. Before anything was sent. */
  begin(offset: number): void {
    const pieces = this.#pieces;
    this.giveUp(offset);
    for (const { data, at } of pieces) this.push(data, at);
  }

  /** A connection begins: what is not taken is sent again. */
  rewind(): void {
    this.#sent = 0;
  }

  /** Gives up what lies below the offset; what is behind it moves up. Only before anything is sent on a connection. */
  drop(to: number): void {
    if (to <= this.#taken) return;
    const kept = this.#pieces;
    const from = this.#taken;
    this.giveUp(from);
    for (const { offset, data, at } of kept) {
      const rest = data.subarray(Math.max(0, to - offset));
      if (rest.length > 0) this.push(rest, at);
    }
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
