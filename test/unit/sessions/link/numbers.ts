/** Numbered bytes: what is lost, doubled or out of order shows. */

/** Bytes of one number. */
const SIZE = 4;

/** Counts from a number on. */
export class Numbers {
  #next: number;

  constructor(first: number) {
    this.#next = first;
  }

  /** The next numbers, in so many bytes or a few less. */
  take(bytes: number): Buffer {
    const data = Buffer.alloc(bytes - (bytes % SIZE));
    for (let at = 0; at < data.length; at += SIZE) data.writeUInt32BE(this.#next++, at);
    return data;
  }
}

/** The numbers in bytes. */
export function numbersIn(data: Uint8Array): number[] {
  if (data.length % SIZE !== 0) throw new Error('a number was cut');
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const found: number[] = [];
  for (let at = 0; at < data.length; at += SIZE) found.push(view.getUint32(at));
  return found;
}
