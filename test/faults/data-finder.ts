/** Follows the frames of one direction, and finds the bytes that are a stream's own: where damage is nobody's to notice but ours. */
import { LENGTH_BYTES, TYPE } from '../../main/sessions/wire/frames';

/** Bytes of a frame before its data, after the length. */
const BEFORE_DATA: ReadonlyMap<number, number> = new Map([
  [TYPE.output, 1 + 9],
  [TYPE.input, 1 + 12],
  [TYPE.data, 1 + 12],
  [TYPE.deflated, 1 + 12],
]);

export class DataFinder {
  readonly #head: number[] = [];
  /** Bytes of the frame that are still to come after its type, and of those the ones that are not data. */
  #left = 0;
  #fixed = 0;

  /** Passes over a chunk; where in it data of a stream lies, first and one past the last. */
  pass(chunk: Buffer): { from: number; to: number }[] {
    const found: { from: number; to: number }[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#left === 0) {
        this.#readHead(chunk[at] ?? 0);
        at += 1;
        continue;
      }
      const skipped = Math.min(this.#fixed, chunk.length - at);
      const to = Math.min(chunk.length, at + this.#left);
      if (at + skipped < to) found.push({ from: at + skipped, to });
      this.#left -= to - at;
      this.#fixed -= skipped;
      at = to;
    }
    return found;
  }

  /** The length and the type, byte by byte. */
  #readHead(byte: number): void {
    this.#head.push(byte);
    if (this.#head.length <= LENGTH_BYTES) return;
    const length = Buffer.from(this.#head).readUInt32BE(0);
    this.#left = length - 1;
    // All of a frame that is not a stream's is passed over.
    this.#fixed = (BEFORE_DATA.get(byte) ?? length) - 1;
    this.#head.length = 0;
  }
}
