/** Joins the output of many small frames, so that one message carries what one chunk brought. */

/** A view may drag so many bytes of its buffer along before a copy is cheaper. */
const SLACK = 4_096;

export class Gatherer {
  readonly #pass: (offset: number, data: Uint8Array) => void;
  #pieces: Buffer[] = [];
  #offset = 0;

  /** `pass` gets bytes it can post: a structured clone copies a view's whole buffer, so they have one of their own. */
  constructor(pass: (offset: number, data: Uint8Array) => void) {
    this.#pass = pass;
  }

  /** Bytes that follow those before them. */
  add(offset: number, data: Buffer): void {
    if (this.#pieces.length === 0) this.#offset = offset;
    this.#pieces.push(data);
  }

  flush(): void {
    const [first, ...more] = this.#pieces;
    if (first === undefined) return;
    this.#pieces = [];
    const whole = more.length === 0 && first.buffer.byteLength - first.length <= SLACK;
    this.#pass(this.#offset, whole ? first : joined([first, ...more]));
  }
}

/** In a buffer of their own: Buffer.concat may take its memory from the shared pool. */
function joined(pieces: readonly Buffer[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
