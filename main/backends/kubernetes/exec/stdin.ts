/** The program's stdin: takes no more than the connection carries away. */
import { Writable } from 'node:stream';
import type WebSocket from 'ws';
import { END_OF_STDIN, stdinFrames } from './channels';

/** So many frames may be on their way into the connection; with 32 KiB each, 256 KiB. */
const UNSENT = 8;

function send(socket: WebSocket, frame: Buffer): Promise<void> {
  const sent = new Promise<void>((resolve, reject) => {
    socket.send(frame, (error) => (error ? reject(error) : resolve()));
  });
  // A frame that nobody waits for fails like the next one, which says so.
  sent.catch(() => {});
  return sent;
}

/** Sends frames in order, with a few of them unsent at any time, so that the connection never waits for the next. */
class Frames {
  readonly #socket: WebSocket;
  readonly #unsent: Promise<void>[] = [];

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Resolves when more may be sent. Rejects when the connection is gone. */
  async send(chunks: readonly Buffer[]): Promise<void> {
    for (const frame of stdinFrames(chunks)) {
      this.#unsent.push(send(this.#socket, frame));
      if (this.#unsent.length >= UNSENT) await this.#unsent.shift();
    }
  }
}

/** A Writable whose end closes the program's stdin, and nothing else. */
export function stdinOf(socket: WebSocket): Writable {
  const frames = new Frames(socket);
  const stdin = new Writable({
    highWaterMark: 64 * 1024,
    write: (chunk: Buffer, _, done) => void frames.send([chunk]).then(() => done(), done),
    writev: (chunks, done) => {
      const all = chunks.map(({ chunk }): Buffer => chunk);
      void frames.send(all).then(() => done(), done);
    },
    final: (done) => void send(socket, END_OF_STDIN).then(() => done(), done),
  });
  // The exit tells what became of the program; a write to one that has gone is no surprise.
  stdin.on('error', () => {});
  return stdin;
}
