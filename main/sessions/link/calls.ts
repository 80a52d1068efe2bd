/** Requests that wait for their answers, within one conversation after the other. */
import { Failure } from '../../failure';
import type { Reply } from '../wire/messages';
import type { Conversation } from './conversation';

/** What a REPLY brings. */
export type Answer = Record<string, unknown>;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (failure: Failure) => void;
}

/** Asks by CALL and hands each REPLY to who asked. An answer that has not come when the connection ends never will. */
export class Calls {
  #last = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** Resolves to the answer's fields. @throws Failure with the agent's code, or `cut` */
  ask(conversation: Conversation, op: string, fields: Record<string, unknown>): Promise<Answer> {
    this.#last += 1;
    const call = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject });
      conversation.send({ type: 'call', call: { ...fields, call, op } });
    });
  }

  /** A REPLY came; one that nobody waits for is dropped. */
  reply(reply: Reply): void {
    const waiting = this.#waiting.get(reply.call);
    this.#waiting.delete(reply.call);
    if (reply.ok !== undefined) waiting?.resolve(reply.ok);
    else waiting?.reject(new Failure(reply.error.code, reply.error.message));
  }

  /** The conversation is over: nothing that was asked will be answered. The next one numbers anew. */
  fail(reason: string): void {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#last = 0;
    for (const { reject } of all) reject(new Failure('cut', reason));
  }
}
