/** A local file that is sent: read in order, in bounded pieces, and noticed if it changes meanwhile. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '../../failure';
import { locally } from './local-errors';

/** Read at once, in bytes. */
const PIECE = 262_144;

export class LocalSource {
  readonly #path: string;
  readonly #file: FileHandle;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970 UTC. */
  readonly mtime: number;
  /** Permission bits. */
  readonly mode: number;

  private constructor(path: string, file: FileHandle, size: number, mtime: number, mode: number) {
    this.#path = path;
    this.#file = file;
    this.size = size;
    this.mtime = mtime;
    this.mode = mode;
  }

  /** @throws Failure `not-found`, `permission`, `not-a-file` */
  static open(path: string): Promise<LocalSource> {
    return locally(path, async () => {
      const file = await open(path, 'r');
      const { size, mtimeMs, mode } = await file.stat();
      const found = new LocalSource(path, file, size, wholeMs(mtimeMs), mode & 0o7777);
      if ((await file.stat()).isFile()) return found;
      await file.close();
      throw new Failure('not-a-file', `Only files can be sent, and this is none: ${path}`);
    });
  }

  /** The same for the same file sent to the same place: what an earlier try left is found by it. 32 hex digits. */
  keyFor(remote: Uint8Array): string {
    const hash = createHash('sha256');
    hash.update(JSON.stringify([resolve(this.#path), this.size, this.mtime]));
    return hash.update(remote).digest('hex').slice(0, 32);
  }

  /** Passes the bytes from `from` to below `to` on in order; each piece has memory of its own. */
  async read(
    from: number,
    to: number,
    each: (piece: Buffer, offset: number) => Promise<void> | void,
  ): Promise<void> {
    for (let at = from; at < to; ) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, to - at));
      const { bytesRead } = await locally(this.#path, () =>
        this.#file.read(piece, 0, piece.length, at),
      );
      if (bytesRead === 0) throw this.#changed();
      await each(piece.subarray(0, bytesRead), at);
      at += bytesRead;
    }
  }

  /** @throws Failure `changed` */
  async mustBeUnchanged(): Promise<void> {
    const { size, mtimeMs } = await this.#file.stat();
    if (size !== this.size || wholeMs(mtimeMs) !== this.mtime) throw this.#changed();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #changed(): Failure {
    const message = `The file was changed while it was being sent: ${this.#path}`;
    return new Failure('changed', message, 'Try again when nothing writes to it.');
  }
}

function wholeMs(time: number): number {
  return Math.max(0, Math.floor(time));
}
