/** A terminal window's end of its session: survives drops, passes every byte on once in both directions. */
import type { TerminalSize, ToTerminal } from '../../../preload/contract';
import type { Parts } from './connect';

export interface TerminalParts extends Parts {
  /** Output that may be on its way without an acknowledgement, in bytes. 1 MiB unless set. */
  readonly window?: number;
  /** A window never starts further behind the journal's end than this, in bytes. 4 MiB unless set. */
  readonly tail?: number;
  /** Hears everything, in order. Output messages own their bytes: they can be posted as they are. */
  readonly heard: (message: ToTerminal) => void;
}

export class TerminalLink {
  readonly #parts: TerminalParts;
  constructor(parts: TerminalParts) {
    this.#parts = parts;
  }

  /** Takes the terminal, as a person's act. A second call is of no effect. */
  open(_size: TerminalSize): void {
    void this.#parts;
  }

  /** Types. Kept until it is taken; handed back as `unsent` where it can never be. */
  input(_data: Uint8Array): void {}

  /** Output below the offset has been shown. */
  ack(_offset: number): void {}

  resize(_size: TerminalSize): void {}

  /** A person's act: take the terminal back from elsewhere, or try the link again now. */
  retry(): void {}

  /** The session is known to have ended otherwise: by its manager, or on another computer. */
  ended(_how: { expected: boolean; reason: string }): void {}

  /** Leaves the session running. Resolves when the connection is closed; nothing is heard afterwards. */
  async close(): Promise<void> {}
}
