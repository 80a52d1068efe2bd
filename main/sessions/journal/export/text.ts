/**
 * A recording as text: what stood on the screen when it left it upwards, one line for each line a program wrote, however it
 * was wrapped. xterm itself decides what that is, so that what was written over is gone, as it was for the person. What was
 * cleared stays; of programs that take the whole screen nothing does, as in any terminal.
 */
import { Terminal } from '@xterm/headless';
import type { TerminalSize } from '../../../../preload/contract';
import type { Stretch } from './stretches';
import { type ExportFacts, type ExportWriter, missingWords } from './writer';

/** Parsed at once, in bytes: no more lines than these can leave the screen meanwhile. */
const PIECE = 4096;
const SCROLLBACK = 20_000;
/** So many lines are taken before they are forgotten. */
const FORGET = 10_000;

export class TextWriter implements ExportWriter {
  readonly #terminal = new Terminal({
    allowProposedApi: true,
    cols: 80,
    rows: 24,
    scrollback: SCROLLBACK,
    scrollOnEraseInDisplay: true,
    logLevel: 'off',
  });
  #text: string;
  /** Lines of the buffer that are in the text. */
  #taken = 0;
  /** The last line that was taken goes on with the next one. */
  #open = false;

  constructor(facts: ExportFacts) {
    const missing = missingWords(facts);
    this.#text = missing === null ? '' : `[${missing}]\n\n`;
    const { parser } = this.#terminal;
    // Clearing the scrollback is for the eye.
    parser.registerCsiHandler({ final: 'J' }, (params) => params[0] === 3);
    parser.registerEscHandler({ final: 'c' }, () => {
      this.#takeAll();
      this.#taken = 0;
      return false;
    });
  }

  add({ size, data }: Stretch): string {
    if (size !== null) this.#resize(size);
    for (let at = 0; at < data.length; at += PIECE) {
      this.#parse(data.subarray(at, at + PIECE));
      this.#take(this.#terminal.buffer.normal.baseY);
      this.#forget();
    }
    return this.#flush();
  }

  end(): string {
    this.#takeAll();
    this.#terminal.dispose();
    return this.#flush();
  }

  #resize({ cols, rows }: TerminalSize): void {
    const { cols: colsNow, rows: rowsNow } = this.#terminal;
    if (cols === colsNow && rows === rowsNow) return;
    // Lines in the scrollback would be wrapped anew, and counted differently.
    this.#empty();
    this.#terminal.resize(cols, rows);
    this.#take(this.#terminal.buffer.normal.baseY);
  }

  /** At once, and whatever is in it: of what makes the parser throw the rest of the piece is left out (renderer/terminal/guard.ts). */
  #parse(data: Uint8Array): void {
    const handler = part(part(this.#terminal, '_core'), '_inputHandler');
    try {
      call(handler, 'parse', data);
    } catch {
      call(part(handler, '_parser'), 'reset');
    }
  }

  /** Takes the lines above `end`. */
  #take(end: number): void {
    const { normal } = this.#terminal.buffer;
    for (; this.#taken < end; this.#taken++) {
      const line = normal.getLine(this.#taken);
      if (line === undefined) continue;
      const goesOn = normal.getLine(this.#taken + 1)?.isWrapped === true;
      if (!line.isWrapped && this.#open) this.#text += '\n';
      this.#text += line.translateToString(!goesOn);
      this.#open = goesOn;
      if (!goesOn) this.#text += '\n';
    }
  }

  /** Takes the screen too, as far as there is something on it. */
  #takeAll(): void {
    const { normal } = this.#terminal.buffer;
    let end = normal.length;
    while (end > this.#taken && normal.getLine(end - 1)?.translateToString(true) === '') end--;
    this.#take(end);
  }

  #forget(): void {
    if (this.#taken > FORGET) this.#empty();
  }

  /** Forgets the lines above the screen, which are taken. */
  #empty(): void {
    this.#terminal.options.scrollback = 0;
    this.#terminal.options.scrollback = SCROLLBACK;
    this.#taken = 0;
  }

  #flush(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}

/** A part of an object that its types do not tell of. */
function part(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}

function call(of: unknown, name: string, ...args: unknown[]): void {
  const method = part(of, name);
  if (typeof method === 'function') Reflect.apply(method, of, args);
}
