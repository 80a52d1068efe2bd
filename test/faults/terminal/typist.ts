/** Types numbered lines, in pieces of any length, and knows the sha256 of what it typed up to any byte since the last check. */
import { createHash, type Hash } from 'node:crypto';
import type { Chance } from '../chance';

/** Bytes of a line. */
const LINE = 16;

export class Typist {
  readonly #type: (data: Buffer) => void;
  /** Bytes typed. */
  bytes = 0;
  #checked: { readonly bytes: number; readonly hash: Hash } = {
    bytes: 0,
    hash: createHash('sha256'),
  };

  constructor(type: (data: Buffer) => void) {
    this.#type = type;
  }

  /** A few keys, or a paste. */
  some(chance: Chance): void {
    this.#send(chance.happens(0.2) ? chance.between(1, 10_000) : chance.between(1, 40));
  }

  /** The rest of the last line, and the question for the sums. */
  check(): void {
    this.#send((LINE - (this.bytes % LINE)) % LINE);
    this.#type(Buffer.from('CHECK\n'));
  }

  /** Whether the first so many bytes have this sum. What was checked before is not typed again: then it is false. */
  has(bytes: number, sha256: string): boolean {
    if (bytes < this.#checked.bytes || bytes > this.bytes) return false;
    const hash = this.#checked.hash.copy().update(content(this.#checked.bytes, bytes));
    if (hash.copy().digest('hex') !== sha256) return false;
    this.#checked = { bytes, hash };
    return true;
  }

  /** What was typed after these is gone with an app or a shell: it is typed again. */
  rewind(bytes: number): void {
    this.bytes = bytes;
  }

  #send(length: number): void {
    const from = this.bytes;
    this.bytes += length;
    if (length > 0) this.#type(content(from, this.bytes));
  }
}

/** What is typed, from one byte to another. */
function content(from: number, to: number): Buffer {
  const first = Math.floor(from / LINE);
  const lines = Array.from({ length: Math.ceil(to / LINE) - first }, (_, index) => first + index);
  const text = lines.map((line) => `${String(line).padStart(12, '0')} in\n`).join('');
  return Buffer.from(text).subarray(from - first * LINE, to - first * LINE);
}
