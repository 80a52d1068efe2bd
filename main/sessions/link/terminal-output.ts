/** The output's side of a terminal link: what came goes on in order, once, and what will never come is told. */
import type { TerminalSize, ToTerminal } from '../../../preload/contract';
import type { Welcome } from '../wire/messages';
import { Gatherer } from './gatherer';
import { OutputCursor } from './output-cursor';

/** What WELCOME says of the output that follows it. */
export type OutputBeginning = NonNullable<Extract<Welcome, { role: 'terminal' }>['output']>;

export class TerminalOutput {
  readonly #tell: (message: ToTerminal) => void;
  readonly #cursor: OutputCursor;
  readonly #gatherer: Gatherer;
  /** Output has begun once: the next beginning is a return. */
  #begun = false;

  /** `window`: bytes that may come without being shown. `tell` is told in order; output is told by `flush` at the latest. */
  constructor(window: number, tell: (message: ToTerminal) => void) {
    this.#tell = tell;
    this.#cursor = new OutputCursor(window);
    this.#gatherer = new Gatherer((offset, data) => tell({ type: 'output', offset, data }));
  }

  /** Where the next connection is to go on; null: there has been none. */
  get from(): number | null {
    return this.#begun ? this.#cursor.shown : null;
  }

  /** A connection begins, and says where output goes on. */
  begin({ start, end, from }: OutputBeginning): void {
    if (this.#begun) this.missing(Math.min(start, from));
    this.#begun = true;
    this.#cursor.begin(from);
    this.#say({ type: 'begin', from, live: end, start });
  }

  /** @throws BadFrame it does not follow, or is more than was asked for */
  receive(offset: number, data: Buffer): void {
    const news = this.#cursor.accept(offset, data);
    if (news !== null) this.#gatherer.add(this.#cursor.next - news.length, news);
  }

  /** Bytes up to here that have not come will not: that is shown, never hidden. */
  missing(to: number): void {
    const missing = this.#cursor.skip(to);
    if (missing !== null) this.#say({ type: 'gap', ...missing });
  }

  /** From the offset on it is written for this size. */
  resized(offset: number, size: TerminalSize): void {
    // A size from before what has come already was told when it came.
    if (offset >= this.#cursor.next) this.#say({ type: 'size', size });
  }

  /** Output below the offset has been shown, or is known to be missing. */
  show(offset: number): void {
    this.#cursor.show(offset);
  }

  /** What to acknowledge now, or null. */
  toAcknowledge(): number | null {
    return this.#cursor.tell();
  }

  /** What was gathered goes on. */
  flush(): void {
    this.#gatherer.flush();
  }

  #say(message: ToTerminal): void {
    this.flush();
    this.#tell(message);
  }
}
