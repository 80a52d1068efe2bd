/** A program's stdout and stderr: while one of them is full, the connection is not read. */
import { Readable } from 'node:stream';

/** What both come by. */
interface Connection {
  pause(): unknown;
  resume(): unknown;
}

/** How much of each waits to be read, bytes. */
const WAITING = 256 * 1024;

/** Both streams of one connection. */
export class Output {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly #connection: Connection;
  readonly #full = new Set<Readable>();

  constructor(connection: Connection) {
    this.#connection = connection;
    this.stdout = this.#stream();
    this.stderr = this.#stream();
  }

  /** What came for one of them. */
  push(stream: 'stdout' | 'stderr', bytes: Buffer): void {
    const into = this[stream];
    if (bytes.length === 0 || into.destroyed || into.push(bytes)) return;
    this.#full.add(into);
    this.#connection.pause();
  }

  /** Whether the connection is not being read. */
  get isFull(): boolean {
    return this.#full.size > 0;
  }

  /** Nothing more will come. Resolves when both are read to the end, or will not be read any more. */
  async end(): Promise<void> {
    const streams = [this.stdout, this.stderr];
    for (const stream of streams) stream.push(null);
    const closed = streams.map(untilClosed);
    // As with a child process: what nobody has begun to read does not keep it.
    setImmediate(() => {
      for (const stream of streams)
        if (stream.readableFlowing === null && stream.listenerCount('readable') === 0)
          stream.resume();
    });
    await Promise.all(closed);
  }

  /** Nothing more will come, and what came may not be all. */
  fail(error: Error): void {
    for (const stream of [this.stdout, this.stderr]) stream.destroy(error);
  }

  #stream(): Readable {
    const stream: Readable = new Readable({
      highWaterMark: WAITING,
      read: () => this.#drained(stream),
      destroy: (error, done) => {
        // Whoever does not want it any more must not hold back the other one.
        this.#drained(stream);
        done(error);
      },
    });
    // The exit tells of it; an error that nobody listens for would end the app.
    return stream.on('error', () => {});
  }

  #drained(stream: Readable): void {
    if (this.#full.delete(stream) && this.#full.size === 0) this.#connection.resume();
  }
}

function untilClosed(stream: Readable): Promise<void> {
  if (stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    stream.once('close', resolve);
  });
}
