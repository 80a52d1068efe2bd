/** A local file that is sent: read in order, in bounded pieces, and noticed if it changes meanwhile. */
import { createHash } from 'node:crypto';
import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '../../failure';
import { EVEN_DATA } from '../wire/frames';
import { locally } from './local-errors';

/** A path of this computer: text, or bytes where a name in it is no UTF-8. */
export type LocalPath = string | Buffer;

/** Read at once, in bytes: what goes in whole pieces. */
const PIECE = 4 * EVEN_DATA;

// Not to wait for a pipe's other end. Windows has no such flag.
const { O_RDONLY, O_NONBLOCK = 0 } = constants;

export class LocalSource {
  readonly #path: LocalPath;
  readonly #file: FileHandle;
  readonly #status: BigIntStats;

  private constructor(path: LocalPath, file: FileHandle, status: BigIntStats) {
    this.#path = path;
    this.#file = file;
    this.#status = status;
  }

  /** @throws Failure `not-found`, `permission`, `not-a-file` */
  static open(path: LocalPath): Promise<LocalSource> {
    return locally(path, async () => {
      const file = await open(path, O_RDONLY | O_NONBLOCK);
      const status = await file.stat({ bigint: true });
      if (status.isFile()) return new LocalSource(path, file, status);
      await file.close();
      const message = `Only files can be sent, and this is none: ${path}`;
      throw new Failure('not-a-file', message, 'Pack a folder first, for example by tar.');
    });
  }

  /** Bytes. */
  get size(): number {
    return Number(this.#status.size);
  }

  /** Milliseconds since 1970 UTC. */
  get mtime(): number {
    return Math.max(0, Number(this.#status.mtimeMs));
  }

  /** Permission bits. */
  get mode(): number {
    return Number(this.#status.mode) & 0o7777;
  }

  /** The same for the same file sent to the same place: what an earlier try left is found by it. 32 hex digits. */
  keyFor(remote: Uint8Array): string {
    const { size, mtimeNs } = this.#status;
    const hash = createHash('sha256');
    const path = this.#path;
    const whole = typeof path === 'string' ? resolve(path) : path.toString('latin1');
    hash.update(JSON.stringify([whole, String(size), String(mtimeNs)]));
    return hash.update(remote).digest('hex').slice(0, 32);
  }

  /** Passes the bytes from `from` to below `to` on in order; each piece has memory of its own. */
  async read(
    from: number,
    to: number,
    each: (piece: Buffer, offset: number) => Promise<void> | void,
  ): Promise<void> {
    for (let at = from; at < to; ) {
      const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, to - at));
      const { bytesRead } = await locally(this.#path, () =>
        this.#file.read(piece, 0, piece.length, at),
      );
      if (bytesRead === 0) throw this.#changed();
      await each(piece.subarray(0, bytesRead), at);
      at += bytesRead;
    }
  }

  /** Of the whole file, in hexadecimal. @throws Failure; the signal's reason */
  async sha256(signal?: AbortSignal): Promise<string> {
    const hash = createHash('sha256');
    await this.read(0, this.size, (piece) => {
      signal?.throwIfAborted();
      hash.update(piece);
    });
    return hash.digest('hex');
  }

  /** @throws Failure `changed` */
  async mustBeUnchanged(): Promise<void> {
    const { size, mtimeNs } = await locally(this.#path, () => this.#file.stat({ bigint: true }));
    if (size !== this.#status.size || mtimeNs !== this.#status.mtimeNs) throw this.#changed();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #changed(): Failure {
    const message = `The file was changed while it was being sent: ${this.#path}`;
    return new Failure('changed', message, 'Try again when nothing writes to it.');
  }
}
