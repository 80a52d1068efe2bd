/** Acknowledgements: what has been through xterm's write callback, told in few messages. */

/** So many bytes are told of at once in a flood; the host's window is at least four times as wide. */
const EVERY = 64 * 1024;

/** Tells how far output has been parsed: at each 64 KiB, and whenever nothing is left to parse. */
export class Acks {
  readonly #tell: (offset: number) => void;
  #received = 0;
  #told = 0;

  constructor(tell: (offset: number) => void) {
    this.#tell = tell;
  }

  /** Output starts anew at this offset. */
  begin(offset: number): void {
    this.#received = offset;
    this.#told = offset;
  }

  /** Output below the offset has come. */
  received(offset: number): void {
    this.#received = Math.max(this.#received, offset);
  }

  /** Output below the offset has been parsed. */
  parsed(offset: number): void {
    if (offset <= this.#told) return;
    if (offset < this.#received && offset - this.#told < EVERY) return;
    this.#told = offset;
    this.#tell(offset);
  }
}
