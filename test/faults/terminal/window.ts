/** What a run types into and is shown by: the app's link, in this process or in one that can be killed. */
import type { TerminalSize, WaitingAnswer } from '../../../preload/terminal';

export interface Window {
  open(size: TerminalSize): void;
  input(data: Uint8Array): void;
  /** Output below the offset has been shown. */
  ack(offset: number): void;
  /** The person's word on what was typed while the link was away, and is old. */
  answer(answer: WaitingAnswer): void;
  /** Leaves the session running. */
  close(): Promise<void>;
}
