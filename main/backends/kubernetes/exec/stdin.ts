/** The program's stdin: takes no more than the connection carries away. */
import { Writable } from 'node:stream';
import type WebSocket from 'ws';
import { END_OF_STDIN, stdinFrames } from './channels';

/** Above this much unsent, writing waits. bytes */
const MOST_UNSENT = 256 * 1024;

function send(socket: WebSocket, frame: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(frame, (error) => (error ? reject(error) : resolve()));
  });
}

/** Sends what is written; rejects when the connection is gone. */
async function sendAll(socket: WebSocket, chunks: readonly Buffer[]): Promise<void> {
  for (const frame of stdinFrames(chunks)) {
    const sent = send(socket, frame);
    if (socket.bufferedAmount > MOST_UNSENT) await sent;
    // A frame that was not waited for fails like the next one, which says so.
    else sent.catch(() => {});
  }
}

/** A Writable whose end closes the program's stdin, and nothing else. */
export function stdinOf(socket: WebSocket): Writable {
  const stdin = new Writable({
    highWaterMark: 64 * 1024,
    decodeStrings: true,
    write: (chunk: Buffer, _, done) => void sendAll(socket, [chunk]).then(() => done(), done),
    writev: (chunks, done) => {
      const all = chunks.map(({ chunk }): Buffer => chunk);
      void sendAll(socket, all).then(() => done(), done);
    },
    final: (done) => void send(socket, END_OF_STDIN).then(() => done(), done),
  });
  // The exit tells what became of the program; a write to one that has gone is no surprise.
  stdin.on('error', () => {});
  return stdin;
}
