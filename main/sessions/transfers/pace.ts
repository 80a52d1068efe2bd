/**
 * Finds out whether a file goes quicker compressed: over a slow link it does, over a fast one compressing is what is waited
 * for. Both are tried at its beginning, and what was the quicker goes on. Pure: the time is the caller's. The agent does the same
 * (agent/gamgui_agent/files/pace.py).
 */

/** Tries, in bytes of the file: over 20 Mbit/s each takes a fifth of a second at most. */
const RAW = 524_288;
const DEFLATED = 1_048_576;
/** The other way is tried again after so many bytes: soon where it was nearly as quick, late where it was not. */
const SOON = 16 * 1_048_576;
const LATE = 256 * 1_048_576;

/** What was sent and is not all acknowledged. */
interface Stretch {
  readonly begin: number;
  readonly end: number;
  readonly deflate: boolean;
}

/** Of one file, which is sent from `offset` on. */
export class Pace {
  #deflate = false;
  #begin: number;
  #end: number;
  #tried = 0;
  /** The first word of the other end came then, about this offset: how long it took to get there says nothing. */
  #at: number | null = null;
  #from: number;
  readonly #sent: Stretch[] = [];
  /** Bytes in a millisecond, as they are and deflated; null: not known yet. */
  #raw: number | null = null;
  #deflated: number | null = null;

  constructor(offset: number) {
    this.#begin = offset;
    this.#from = offset;
    this.#end = offset + RAW;
  }

  /** Whether the piece that begins here is to be compressed. */
  deflate(offset: number): boolean {
    if (offset >= this.#end) {
      this.#sent.push({ begin: this.#begin, end: offset, deflate: this.#deflate });
      this.#begin = offset;
      this.#choose(offset);
    }
    return this.#deflate;
  }

  /** All below the offset is at the other end. `now` in ms. */
  got(offset: number, now: number): void {
    if (this.#at === null) [this.#at, this.#from] = [now, offset];
    for (;;) {
      const [first] = this.#sent;
      if (first === undefined || first.end > offset) return;
      this.#sent.shift();
      if (now <= this.#at || first.end <= this.#from) continue;
      const rate = (first.end - Math.max(first.begin, this.#from)) / (now - this.#at);
      if (first.deflate) this.#deflated = rate;
      else this.#raw = rate;
      this.#at = now;
    }
  }

  #choose(offset: number): void {
    const [raw, deflated] = [this.#raw, this.#deflated];
    if (raw === null || deflated === null) {
      // One after the other, until both are known.
      this.#try(deflated === null, offset);
      return;
    }
    const best = deflated >= raw;
    const isNear = 2 * Math.min(raw, deflated) > Math.max(raw, deflated);
    if (offset - this.#tried >= (isNear ? SOON : LATE)) this.#try(!best, offset);
    else {
      this.#deflate = best;
      this.#end = offset + DEFLATED;
    }
  }

  #try(deflate: boolean, offset: number): void {
    this.#deflate = deflate;
    this.#tried = offset;
    this.#end = offset + (deflate ? DEFLATED : RAW);
  }
}
