/** A recording as it comes (agent/PROTOCOL.md, The journal), taken apart: nothing of it is kept but a cut head. */
import { TerminalSize } from '../../../../preload/contract';
import { Failure } from '../../../failure';

/** Output, and what is known of it. */
export interface Stretch {
  /** When its first byte came, ms since 1970, or null: not known. */
  readonly at: number | null;
  /** The terminal's size, or null: not known. */
  readonly size: TerminalSize | null;
  readonly data: Buffer;
}

/** Bytes before the data: time u64, length u32, columns u16, rows u16. */
const HEAD = 16;
const LONGEST = 1_048_576;
/** A longer piece would hold up everything else while it is looked at. Bytes. */
const PIECE = 65_536;

export class Stretches {
  #head = Buffer.alloc(0);
  #now: Omit<Stretch, 'data'> = { at: null, size: null };
  /** Bytes of the stretch that have not come. */
  #left = 0;

  /** Whether it may end here. */
  get whole(): boolean {
    return this.#left === 0 && this.#head.length === 0;
  }

  /** What of stretches is in these bytes, which may begin and end anywhere. @throws Failure `bad-frame` */
  *take(bytes: Buffer): Generator<Stretch> {
    for (let at = 0; at < bytes.length; ) {
      if (this.#left === 0) at += this.#headFrom(bytes.subarray(at));
      const data = bytes.subarray(at, at + Math.min(this.#left, PIECE));
      if (data.length > 0) yield { ...this.#now, data };
      this.#left -= data.length;
      at += data.length;
    }
  }

  /** Reads on in a head; how many bytes were used. */
  #headFrom(bytes: Buffer): number {
    const used = bytes.subarray(0, HEAD - this.#head.length);
    this.#head = Buffer.concat([this.#head, used]);
    if (this.#head.length < HEAD) return used.length;
    const at = this.#head.readBigUInt64BE(0);
    const length = this.#head.readUInt32BE(8);
    const size = { cols: this.#head.readUInt16BE(12), rows: this.#head.readUInt16BE(14) };
    const parsed = TerminalSize.safeParse(size);
    const isSize = parsed.success || (size.cols === 0 && size.rows === 0);
    if (length === 0 || length > LONGEST || at > BigInt(Number.MAX_SAFE_INTEGER) || !isSize)
      throw new Failure('bad-frame', 'The session sent what is no recording.');
    this.#now = { at: at === 0n ? null : Number(at), size: parsed.success ? parsed.data : null };
    this.#left = length;
    this.#head = Buffer.alloc(0);
    return used.length;
  }
}
