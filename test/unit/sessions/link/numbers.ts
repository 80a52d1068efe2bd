/** Numbered bytes: what is lost, doubled or out of order shows. */

/** Bytes of one number: its digits of base 16, none of which is a line's end, as that is told apart from other keys. */
export const SIZE = 8;
const FIRST_DIGIT = 0x40;

/** Counts from a number on. */
export class Numbers {
  #next: number;

  constructor(first: number) {
    this.#next = first;
  }

  /** The next numbers, in so many bytes or a few less. */
  take(bytes: number): Buffer {
    const data = Buffer.alloc(bytes - (bytes % SIZE));
    for (let at = 0; at < data.length; at += SIZE) write(this.#next++, data, at);
    return data;
  }
}

/** The numbers in bytes. */
export function numbersIn(data: Uint8Array): number[] {
  if (data.length % SIZE !== 0) throw new Error('a number was cut');
  const found: number[] = [];
  for (let at = 0; at < data.length; at += SIZE) found.push(read(data.subarray(at, at + SIZE)));
  return found;
}

function write(number: number, data: Buffer, at: number): void {
  for (let digit = 0; digit < SIZE; digit += 1)
    data[at + digit] = FIRST_DIGIT | ((number >>> (4 * (SIZE - 1 - digit))) & 0xf);
}

function read(digits: Uint8Array): number {
  return digits.reduce((number, digit) => number * 16 + (digit & 0xf), 0);
}
