/** What the command line says about itself, on stderr: stdout is the command's alone. */
import type { Writable } from 'node:stream';
import { visible } from '../../preload/visible';
import { toAppError } from '../failure';

/** What takes longer is told even where nobody may be looking. ms */
const SOON_MS = 2000;

/** Lines for a person, on stderr. */
export class Notes {
  readonly #out: Writable & { readonly isTTY?: boolean };
  readonly #began = Date.now();
  #pending: string | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(out: Writable & { readonly isTTY?: boolean }) {
    this.#out = out;
  }

  /** A step of what is being done: at once in a terminal, elsewhere only when it has taken 2 s. */
  step(words: string): void {
    this.#pending = words;
    if (this.#out.isTTY || Date.now() - this.#began >= SOON_MS) this.#say();
    else this.#timer ??= setTimeout(() => this.#say(), SOON_MS).unref();
  }

  /** No step is under way any more: from here on stderr is the command's. */
  done(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#pending = null;
  }

  /** A line that is needed. */
  line(words: string): void {
    this.#out.write(`gamgui: ${visible(words)}\n`);
  }

  /** What went wrong, and what to do. */
  failure(thrown: unknown): void {
    const { message, fix } = toAppError(thrown);
    this.line(message);
    if (fix !== undefined) this.#out.write(`        ${visible(fix)}\n`);
  }

  #say(): void {
    if (this.#pending !== null) this.line(`${this.#pending} …`);
    this.#pending = null;
  }
}
