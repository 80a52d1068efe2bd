/** One `files` conversation: its calls, and the transfers that run over it. */
import { Failure } from '../../failure';
import { Calls, Lost } from '../link/calls';
import type { Conversation, FromHost } from '../link/conversation';
import { unpack } from './deflate';

/** DATA that may be on its way without a GOT, in either direction. Bytes. */
export const WINDOW = 1_048_576;

/** What a transfer hears. */
export interface TransferEars {
  /** @throws BadFrame */
  data(offset: number, data: Buffer): void;
  /** @throws BadFrame */
  got(offset: number): void;
  /** More can be written. */
  drained(): void;
  /** It failed, or the conversation was lost. */
  failed(why: Failure | Lost): void;
}

/** What the agent may be able to do beyond the first version (agent/PROTOCOL.md, Capabilities, Looking at files, The journal). */
export type Capability =
  | 'mkdir'
  | 'put-at-once'
  | 'deflate'
  | 'watch'
  | 'rename'
  | 'remove'
  | 'search'
  | 'peek'
  | 'table'
  | 'journal';

export class FilesLive {
  readonly conversation: Conversation;
  readonly calls: Calls;
  readonly #capabilities: readonly string[];
  readonly #transfers = new Map<number, TransferEars>();
  #last = 0;
  #lost = false;

  /** `capabilities`: those of the agent. */
  constructor(conversation: Conversation, capabilities: readonly string[]) {
    this.conversation = conversation;
    this.#capabilities = capabilities;
    this.calls = new Calls(conversation);
  }

  /** Whether this session's agent can do it. */
  can(capability: Capability): boolean {
    return this.#capabilities.includes(capability);
  }

  /** Gives a transfer a number. @throws Lost */
  begin(ears: TransferEars): number {
    if (this.#lost) throw new Lost();
    this.#last += 1;
    this.#transfers.set(this.#last, ears);
    return this.#last;
  }

  /** Nothing of the transfer is heard any more. */
  end(transfer: number): void {
    this.#transfers.delete(transfer);
  }

  drained(): void {
    for (const ears of this.#transfers.values()) ears.drained();
  }

  /** What belongs to a transfer that has just ended is dropped. @throws BadFrame */
  frame(frame: FromHost): void {
    if (frame.type === 'data') this.#transfers.get(frame.transfer)?.data(frame.offset, frame.data);
    if (frame.type === 'deflated' && this.can('deflate')) this.#deflated(frame.payload);
    if (frame.type === 'got') this.#transfers.get(frame.transfer)?.got(frame.offset);
    if (frame.type === 'reply') this.calls.reply(frame.reply);
    if (frame.type !== 'error' || frame.error.transfer === undefined) return;
    const { code, message, transfer } = frame.error;
    this.#transfers.get(transfer)?.failed(new Failure(code, message));
  }

  /** The conversation is over. */
  lose(): void {
    this.#lost = true;
    this.calls.lose();
    for (const ears of this.#transfers.values()) ears.failed(new Lost());
    this.#transfers.clear();
  }

  #deflated(payload: Buffer): void {
    const { transfer, offset, data } = unpack(payload);
    this.#transfers.get(transfer)?.data(offset, data);
  }
}
