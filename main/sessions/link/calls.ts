/** Requests of one conversation, and their answers, which may come in any order. */
import type { z } from 'zod';
import { Failure } from '../../failure';
import { BadFrame } from '../wire/frames';
import type { Reply } from '../wire/messages';
import type { Conversation } from './conversation';

/** The conversation was lost before the answer: whether it was done is not known. */
export class Lost extends Error {
  constructor() {
    super('The connection was lost.');
    this.name = 'Lost';
  }
}

interface Waiting {
  readonly answered: (value: unknown) => void;
  readonly failed: (why: Error) => void;
}

export class Calls {
  readonly #conversation: Conversation;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #lost = false;

  constructor(conversation: Conversation) {
    this.#conversation = conversation;
  }

  /** The number of the call that was asked last. */
  get last(): number {
    return this.#last;
  }

  /** Asks, and resolves to the checked answer. @throws Failure with the agent's code; Lost */
  ask<S extends z.ZodType>(
    op: string,
    fields: Record<string, unknown>,
    schema: S,
  ): Promise<z.output<S>> {
    if (this.#lost) return Promise.reject(new Lost());
    this.#last += 1;
    const call = this.#last;
    return new Promise((resolve, failed) => {
      const answered = (value: unknown) => {
        const parsed = schema.safeParse(value);
        if (parsed.success) return resolve(parsed.data);
        failed(new Lost());
        throw new BadFrame(`The answer to ${op} is wrong.`);
      };
      this.#waiting.set(call, { answered, failed });
      this.#conversation.send({ type: 'call', call: { call, op, ...fields } });
    });
  }

  /** @throws BadFrame the answer does not fit */
  reply(reply: Reply): void {
    const waiting = this.#waiting.get(reply.call);
    if (waiting === undefined) return;
    this.#waiting.delete(reply.call);
    if (reply.error === undefined) waiting.answered(reply.ok);
    else waiting.failed(new Failure(reply.error.code, reply.error.message));
  }

  /** The conversation is over. */
  lose(): void {
    this.#lost = true;
    for (const { failed } of this.#waiting.values()) failed(new Lost());
    this.#waiting.clear();
  }
}
