/** What a program said to people last, for the message when it has ended. */
import type { Readable } from 'node:stream';

/** Characters that are kept: enough for a sentence, not for a log. */
const KEPT = 400;

/** Reads stderr to its end, so that the program is never blocked by it. */
export class LastWords {
  #tail = '';

  constructor(stderr: Readable) {
    stderr.setEncoding('utf8');
    stderr.on('data', (text: string) => {
      this.#tail = (this.#tail + text).slice(-KEPT);
    });
    stderr.on('error', () => {});
  }

  /** Its last line, or the empty text. */
  get text(): string {
    return this.#tail.trim().split('\n').at(-1) ?? '';
  }
}
