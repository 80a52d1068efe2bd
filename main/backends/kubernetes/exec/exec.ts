/** A program run in a pod with plain pipes, over a WebSocket to the API server. */
import type WebSocket from 'ws';
import type { Network } from '../../../network/network';
import type { Exec, ExecExit } from '../../backend';
import { Output } from '../../output';
import type { ClusterAccess } from '../access';
import { connectionOf } from '../rest/connection';
import { messageOf } from './channels';
import { Cut } from './cut';
import { type Command, handshake, type Opened } from './handshake';
import { keepAlive } from './keepalive';
import { type End, endOf } from './status';
import { stdinOf } from './stdin';

/** What is run, where, and how it is reached. */
export interface ExecParts extends Command {
  readonly access: ClusterAccess;
  readonly network: Network;
  /** Ends the attempt, and later the connection. */
  readonly signal?: AbortSignal;
}

/** How long the server may take to close a connection whose program has ended, ms. */
const CLOSE_MS = 5000;

/** One open connection. */
class PodExec implements Exec {
  readonly stdin;
  readonly stdout;
  readonly stderr;
  readonly exit: Promise<ExecExit>;
  readonly close = (): void => this.#cut.because('closed');
  readonly #socket: WebSocket;
  readonly #output: Output;
  readonly #cut: Cut;

  constructor({ socket, reply }: Opened, signal: AbortSignal | undefined) {
    this.#socket = socket;
    this.#output = new Output(socket);
    this.#cut = new Cut(socket, reply);
    this.stdin = stdinOf(socket);
    this.stdout = this.#output.stdout;
    this.stderr = this.#output.stderr;
    this.exit = this.#run(signal);
    // It is for whoever looks at it: one that nobody awaits is no defect.
    this.exit.catch(() => {});
  }

  async #run(signal: AbortSignal | undefined): Promise<ExecExit> {
    const stop = keepAlive({
      socket: this.#socket,
      isPaused: () => this.#output.isFull,
      dead: () => this.#cut.because('silent'),
    });
    const abort = () => this.close();
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    const ended = this.#read();
    // It was paused until somebody listens.
    this.#socket.resume();
    const end = await Promise.race([ended, this.#cut.closed]);
    stop();
    signal?.removeEventListener('abort', abort);
    return end === undefined ? this.#lost() : this.#exit(end);
  }

  /** Takes what comes; resolves with the program's end. */
  #read(): Promise<End> {
    return new Promise((resolve) => {
      let over = false;
      this.#socket.on('message', (data) => {
        if (over || !Buffer.isBuffer(data)) return;
        const message = messageOf(data);
        if (message.kind === 'other') return;
        if (message.kind !== 'status') return this.#output.push(message.kind, message.bytes);
        over = true;
        resolve(endOf(message.bytes));
      });
    });
  }

  async #exit(end: End): Promise<ExecExit> {
    this.stdin.destroy();
    this.#socket.close();
    // The server closes too; one that does not is not waited for.
    setTimeout(() => this.#socket.terminate(), CLOSE_MS).unref();
    await this.#output.end();
    if (end.kind === 'failed') throw end.failure;
    return end.exit;
  }

  #lost(): never {
    const failure = this.#cut.failure();
    this.stdin.destroy();
    this.#output.fail(failure);
    throw failure;
  }
}

/**
 * Runs a program in a container of a pod. Resolves when the cluster has agreed.
 * @throws Failure with the cluster's reason, or the signal's reason
 */
export async function openExec(parts: ExecParts): Promise<Exec> {
  const { access, network, signal } = parts;
  const opened = await handshake(connectionOf(access, network), parts, signal);
  return new PodExec(opened, signal);
}
