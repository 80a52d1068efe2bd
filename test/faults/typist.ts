/** Types numbered lines, in pieces of any length, and knows their sha256. */
import { createHash } from 'node:crypto';
import type { Chance } from './chance';

const LINES = 64;

export class Typist {
  readonly #type: (data: Buffer) => void;
  readonly #chance: Chance;
  readonly #hash = createHash('sha256');
  #lines = 0;
  #rest = Buffer.alloc(0);
  bytes = 0;

  constructor(type: (data: Buffer) => void, chance: Chance) {
    this.#type = type;
    this.#chance = chance;
  }

  get sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  /** A few keys, or a paste. */
  some(): void {
    const length = this.#chance.happens(0.2)
      ? this.#chance.between(1, 30_000)
      : this.#chance.between(1, 40);
    while (this.#rest.length < length) this.#more();
    this.#send(length);
  }

  /** What is left of the last line, and the end. */
  end(): void {
    this.#send(this.#rest.length);
    this.#type(Buffer.from('END\n'));
  }

  #more(): void {
    const lines = Array.from({ length: LINES }, (_, index) => this.#lines + index);
    this.#lines += LINES;
    const text = lines.map((line) => `${String(line).padStart(12, '0')} in\n`).join('');
    this.#rest = Buffer.concat([this.#rest, Buffer.from(text)]);
  }

  #send(length: number): void {
    const data = Buffer.from(this.#rest.subarray(0, length));
    this.#rest = this.#rest.subarray(length);
    this.#hash.update(data);
    this.bytes += data.length;
    if (data.length > 0) this.#type(data);
  }
}
