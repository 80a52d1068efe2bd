/** One `files` conversation: its calls, and the transfers that run over it. */
import type { Failure } from '../../failure';
import { Calls, Lost } from '../link/calls';
import type { Conversation, FromHost } from '../link/conversation';

/** What a transfer hears. */
export interface TransferEars {
  data?(offset: number, data: Buffer): void;
  got?(offset: number): void;
  /** It failed, or the conversation was lost. */
  failed(why: Failure | Lost): void;
}

export class FilesLive {
  readonly conversation: Conversation;
  readonly calls: Calls;
  readonly #transfers = new Map<number, TransferEars>();
  #next = 1;
  #waiting: { go: () => void; fail: (why: Lost) => void }[] = [];
  #lost = false;

  constructor(conversation: Conversation) {
    this.conversation = conversation;
    this.calls = new Calls(conversation);
  }

  /** Gives a transfer a number. @throws Lost */
  begin(ears: TransferEars): number {
    if (this.#lost) throw new Lost();
    const transfer = this.#next;
    this.#next += 1;
    this.#transfers.set(transfer, ears);
    return transfer;
  }

  /** Nothing of the transfer is heard any more. */
  end(transfer: number): void {
    this.#transfers.delete(transfer);
  }

  /** Resolves when more can be written without piling up here. @throws Lost */
  writable(): Promise<void> {
    if (this.#lost) return Promise.reject(new Lost());
    if (!this.conversation.blocked) return Promise.resolve();
    return new Promise((go, fail) => this.#waiting.push({ go, fail }));
  }

  drained(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { go } of waiting) go();
  }

  /** @throws BadFrame an answer does not fit */
  frame(frame: FromHost, failure: (code: string, message: string) => Failure): void {
    if (frame.type === 'data')
      this.#transfers.get(frame.transfer)?.data?.(frame.offset, frame.data);
    if (frame.type === 'got') this.#transfers.get(frame.transfer)?.got?.(frame.offset);
    if (frame.type === 'reply') this.calls.reply(frame.reply);
    if (frame.type !== 'error' || frame.error.transfer === undefined) return;
    const { code, message, transfer } = frame.error;
    this.#transfers.get(transfer)?.failed(failure(code, message));
  }

  /** The conversation is over. */
  lose(): void {
    this.#lost = true;
    this.calls.lose();
    for (const { fail } of this.#waiting) fail(new Lost());
    this.#waiting = [];
    for (const ears of this.#transfers.values()) ears.failed(new Lost());
    this.#transfers.clear();
  }
}
