/**
 * A recording as asciicast v2, which every player of asciinema's reads: https://docs.asciinema.org/manual/asciicast/v2/
 * Times are those of the journal, a quarter of a second apart at least.
 */
import type { TerminalSize } from '../../../../preload/contract';
import type { Stretch } from './stretches';
import { type ExportFacts, type ExportWriter, missingWords } from './writer';

const USUAL: TerminalSize = { cols: 80, rows: 24 };
/** Players make pauses of hours this short; the times in the file stay true. Seconds. */
const IDLE = 2;

export class AsciicastWriter implements ExportWriter {
  readonly #facts: ExportFacts;
  // A character may be cut by the end of a stretch.
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #size: TerminalSize | null = null;
  /** When it begins, and how far it is; ms. */
  #began: number | null = null;
  #elapsed = 0;

  constructor(facts: ExportFacts) {
    this.#facts = facts;
  }

  add({ at, size, data }: Stretch): string {
    this.#began ??= at;
    // Clocks may be put back; a recording may not.
    if (at !== null && this.#began !== null)
      this.#elapsed = Math.max(this.#elapsed, at - this.#began);
    const text = this.#decoder.decode(data, { stream: true });
    return this.#sized(size) + (text === '' ? '' : this.#event('o', text));
  }

  end(): string {
    const rest = this.#decoder.decode();
    return this.#sized(null) + (rest === '' ? '' : this.#event('o', rest));
  }

  /** The header the first time, later an event where the size is another one. */
  #sized(size: TerminalSize | null): string {
    const before = this.#size;
    if (before === null) {
      this.#size = size ?? USUAL;
      return this.#header(this.#size);
    }
    if (size === null || (size.cols === before.cols && size.rows === before.rows)) return '';
    this.#size = size;
    return this.#event('r', `${size.cols}x${size.rows}`);
  }

  #header({ cols, rows }: TerminalSize): string {
    const { title } = this.#facts;
    const missing = missingWords(this.#facts);
    const header = {
      version: 2,
      width: cols,
      height: rows,
      ...(this.#began === null ? {} : { timestamp: Math.floor(this.#began / 1000) }),
      idle_time_limit: IDLE,
      title: missing === null ? title : `${title}: ${missing}`,
      env: { TERM: 'xterm-256color' },
    };
    return `${JSON.stringify(header)}\n${missing === null ? '' : this.#event('m', missing)}`;
  }

  #event(code: 'o' | 'r' | 'm', data: string): string {
    return `${JSON.stringify([this.#elapsed / 1000, code, data])}\n`;
  }
}
