/** One `files` conversation: its calls, and the transfers that run over it. */
import { Failure } from '../../failure';
import { Calls, Lost } from '../link/calls';
import type { Conversation, FromClient, FromHost } from '../link/conversation';
import { FileAnswers } from '../wire/file-answers';
import { unpack } from './deflate';
import { LEAST_REACH, Reach } from './reach';

/** A GOT passes as many programs as the bytes do: half of what may be on its way is soon enough. Bytes. */
const OFTEN = LEAST_REACH / 2;
/** The agent is told of a window that is so many times as wide. */
const WIDER = 1.5;

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
  | 'set-folders'
  | 'window'
  | 'watch'
  | 'rename'
  | 'remove'
  | 'search'
  | 'peek'
  | 'table'
  | 'journal'
  | 'failed-rows'
  | 'harms'
  | 'redirect';

export class FilesLive {
  readonly conversation: Conversation;
  readonly calls: Calls;
  readonly #capabilities: readonly string[];
  readonly #transfers = new Map<number, TransferEars>();
  /** How far each is that GOT has not told of, and the bytes of them all. */
  readonly #untold = new Map<number, number>();
  #untoldBytes = 0;
  readonly #reach = new Reach();
  #window = LEAST_REACH;
  #last = 0;
  #lost = false;

  /** `capabilities`: those of the agent. */
  constructor(conversation: Conversation, capabilities: readonly string[]) {
    this.conversation = conversation;
    this.#capabilities = capabilities;
    this.calls = new Calls(conversation);
  }

  /** DATA of all transfers together that the agent may send without a GOT. Bytes; it only grows. */
  get window(): number {
    return this.#window;
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
    this.#untold.delete(transfer);
  }

  /**
   * DATA below `offset` is written, `bytes` of it since the last time. The agent counts all transfers together, so it is
   * told of all at once, when it is much of the window.
   */
  written(transfer: number, offset: number, bytes: number): void {
    this.#untold.set(transfer, offset);
    this.#untoldBytes += bytes;
    this.#widen(bytes);
    if (this.#untoldBytes < OFTEN) return;
    const frames = [...this.#untold].map(([transfer, offset]) => got(transfer, offset));
    this.#untold.clear();
    this.#untoldBytes = 0;
    this.conversation.send(...frames);
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

  #widen(bytes: number): void {
    this.#reach.moved(bytes, performance.now());
    const { size } = this.#reach;
    if (size < WIDER * this.#window || !this.can('window')) return;
    this.#window = size;
    // Refused or lost, it stays as it was.
    this.calls.ask('window', { window: size }, FileAnswers.window).catch(() => {});
  }

  #deflated(payload: Buffer): void {
    const { transfer, offset, data } = unpack(payload);
    this.#transfers.get(transfer)?.data(offset, data);
  }
}

function got(transfer: number, offset: number): FromClient & { type: 'got' } {
  return { type: 'got', transfer, offset };
}
