/**
 * Whether what a person types is printed back. At the question for a password it is not, and what is typed there while the
 * link is away must not stand on the screen. The terminal's modes do not tell: shells print keys back themselves. Where it
 * is in doubt, as it is where something else is printed between the keys, nothing is shown.
 */
import { Plain } from './plain';

/** So much of what was printed last is looked at for a question. bytes */
const TAIL = 400;
/** Of a password in English, or of anything in any language: a shell's prompt ends otherwise. */
const QUESTION = /\b(pass(word|phrase|code)?|secret|pin|token)\b[^\n]*$|[:?：？]\s*$/i;
/** More keys than this that wait to be printed are as good as not printed. bytes */
const MOST = 4096;

const ESCAPE = 0x1b;
const ENTER = 0x0d;
const LINE_END = 0x0a;
/** What stands before and after a paste. */
const PASTED: readonly [string, string] = ['\u001b[200~', '\u001b[201~'];

export class Echo {
  /** Letters and Enters that went to the session and have not been printed since, in their order. */
  #awaited: number[] = [];
  /** Whether letters were typed last and nothing else came where they were to be printed. */
  #asTyped = false;
  #tail: Uint8Array = new Uint8Array(0);
  #plain = new Plain();

  /** Keys that went to a session that can be reached. */
  typed(keys: Uint8Array): void {
    const wanted = lettersOf(keys).filter((byte) => isLetter(byte) || byte === ENTER);
    if (this.#awaited.length === 0 && wanted.length > 0) {
      // What was printed before the keys is no answer to them, but one of its escape sequences may go on.
      this.#plain = new Plain();
      for (const byte of this.#tail) this.#plain.takes(byte);
      this.#asTyped ||= wanted.some(isLetter);
    }
    this.#awaited.push(...wanted.slice(0, MOST));
    if (this.#awaited.length <= MOST) return;
    this.#awaited = [];
    this.#asTyped = false;
  }

  /** What the session printed. */
  printed(output: Uint8Array): void {
    this.#tail = Uint8Array.from([...this.#tail, ...output.subarray(-TAIL)].slice(-TAIL));
    for (const byte of output) {
      if (this.#awaited.length === 0) return;
      if (this.#plain.takes(byte)) this.#meets(byte);
    }
  }

  /** The next of the text, while keys are awaited. */
  #meets(byte: number): void {
    const [key] = this.#awaited;
    if (byte === (key === ENTER ? LINE_END : key)) {
      this.#awaited.shift();
    } else if (byte === LINE_END) {
      // A line that was sent, but not printed. It can be printed no more.
      this.#awaited.splice(0, this.#awaited.indexOf(ENTER) + 1);
      this.#asTyped = false;
    } else if (key !== ENTER && isLetter(byte)) {
      this.#asTyped = false;
    }
  }

  /** Whether what is typed now may be shown. */
  get shows(): boolean {
    return this.#awaited.length === 0 && this.#asTyped && !QUESTION.test(textOf(this.#tail));
  }
}

function isLetter(byte: number): boolean {
  return byte >= 0x20 && byte !== 0x7f;
}

/** What is typed or pasted; nothing of arrows and reports of the mouse, which are printed by nobody. */
function lettersOf(keys: Uint8Array): number[] {
  if (keys[0] !== ESCAPE) return [...keys];
  const text = new TextDecoder().decode(keys);
  const [begin, end] = PASTED;
  if (!text.startsWith(begin) || !text.endsWith(end)) return [];
  return [...new TextEncoder().encode(text.slice(begin.length, -end.length))];
}

function textOf(output: Uint8Array): string {
  const plain = new Plain();
  return new TextDecoder().decode(output.filter((byte) => plain.takes(byte)));
}
