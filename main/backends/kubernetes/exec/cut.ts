/** The end of a connection, and why: `ws` tells every loss in the same way. */
import type { IncomingMessage } from 'node:http';
import type WebSocket from 'ws';
import { Failure } from '../../../failure';
import { serverWords } from '../rest/words';

/** Why this side cut it. */
type OwnReason = 'closed' | 'silent';

/** How a connection ended. */
export class Cut {
  /** Resolves when it has. */
  readonly closed: Promise<void>;
  readonly #socket: WebSocket;
  #own: OwnReason | null = null;
  #error = '';
  #close: { code: number; reason: string } = { code: 1006, reason: '' };

  constructor(socket: WebSocket, reply: IncomingMessage) {
    this.#socket = socket;
    reply.socket.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      this.#error ||= code ?? message;
    });
    // Of a message that is too long, or not one at all.
    socket.on('error', ({ message }) => {
      this.#error ||= message;
    });
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => {
        this.#close = { code, reason: reason.toString('utf8') };
        resolve();
      });
    });
  }

  /** Cuts it. The first reason counts. */
  because(reason: OwnReason): void {
    this.#own ??= reason;
    this.#socket.resume();
    this.#socket.terminate();
  }

  /** Why it is lost, for people. */
  failure(): Failure {
    if (this.#own === 'closed')
      return new Failure('closed', 'The connection was closed by GamGUI.');
    const message = `The connection to the pod is lost: ${this.#why()}.`;
    return new Failure('link-lost', message, 'The session goes on. Connect again.');
  }

  #why(): string {
    const { code, reason } = this.#close;
    if (this.#own === 'silent') return 'nothing was heard from the cluster for a minute (time-out)';
    if (this.#error === 'ECONNRESET') return 'it was reset (RST)';
    if (this.#error === 'ETIMEDOUT') return 'nothing is acknowledged any more (time-out)';
    if (this.#error !== '') return serverWords(this.#error);
    // https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1: 1006 says that there was no word of farewell.
    if (code === 1006) return 'it was ended from the other side (FIN)';
    const words = serverWords(reason);
    return words === ''
      ? `the cluster closed it (${code})`
      : `the cluster closed it (${code}): ${words}`;
  }
}
