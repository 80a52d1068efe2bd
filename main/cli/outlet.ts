/** One of the caller's streams, as the command's output is poured into it. */
import { Writable } from 'node:stream';

/** How the other end can go: it was closed (`| head`), or it cannot be written (a full disk). */
export type OutletTrouble = 'closed' | 'failed';

/** Passes bytes on, as fast as they are taken; when they are not taken any more it swallows the rest and tells once. */
export class Outlet extends Writable {
  readonly #target: Writable;
  readonly #gone: (trouble: OutletTrouble, error: Error) => void;
  #trouble: OutletTrouble | null = null;

  constructor(target: Writable, gone: (trouble: OutletTrouble, error: Error) => void) {
    super({ highWaterMark: 1_048_576 });
    this.#target = target;
    this.#gone = gone;
    target.on('error', (error: NodeJS.ErrnoException) => this.#failed(error));
  }

  /** What happened to it, or null: all is well. */
  get trouble(): OutletTrouble | null {
    return this.#trouble;
  }

  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    const written = (error?: Error | null) => {
      if (error) this.#failed(error);
      done();
    };
    if (this.#trouble === null) this.#target.write(chunk, written);
    else done();
  }

  #failed(error: NodeJS.ErrnoException): void {
    if (this.#trouble !== null) return;
    this.#trouble = error.code === 'EPIPE' ? 'closed' : 'failed';
    this.#gone(this.#trouble, error);
  }
}
