/**
 * Whether what a person types is printed back. At the question for a password it is not, and what is typed there while the
 * link is away must not stand on the screen. The terminal's modes do not tell: shells print keys back themselves.
 */

/** So much of what was printed last is looked at for a question. bytes */
const TAIL = 200;
const QUESTION = /\b(pass(word|phrase|code)?|secret|pin|token)\b[^\n]*$/i;

const ESCAPE = 0x1b;

function isPrinted(byte: number): boolean {
  return byte >= 0x20 && byte !== 0x7f;
}

export class Echo {
  /** The key that was typed last and has not been printed since, or null. */
  #awaited: number | null = null;
  #echoed = false;
  #last: Uint8Array = new Uint8Array(0);

  /** Keys that went to a session that can be reached. */
  typed(keys: Uint8Array): void {
    // Arrows and reports of the mouse are printed by nobody.
    const key = keys[0] === ESCAPE ? undefined : keys.findLast(isPrinted);
    if (key === undefined) return;
    this.#awaited = key;
    this.#echoed = false;
  }

  /** What the session printed. */
  printed(output: Uint8Array): void {
    this.#last = output;
    if (this.#awaited === null || !output.includes(this.#awaited)) return;
    this.#awaited = null;
    this.#echoed = true;
  }

  /** Whether what is typed now may be shown. */
  get shows(): boolean {
    const tail = new TextDecoder().decode(this.#last.subarray(-TAIL));
    return this.#echoed && !QUESTION.test(tail);
  }
}
