/** A local file that is being received: under another name beside its place until it is whole. */
import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, link, open, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '../../failure';
import { locally } from './local-errors';

const PIECE = 262_144;

/** What is received is data: never a program, and nobody else's to write. */
const MODE = 0o644;

export class LocalPart {
  readonly #target: string;
  readonly #path: string;
  readonly #file: FileHandle;
  #hash: Hash = createHash('sha256');
  #size = 0;

  private constructor(target: string, path: string, file: FileHandle) {
    this.#target = target;
    this.#path = path;
    this.#file = file;
  }

  /** Goes on with what an earlier try for the same file left. @throws Failure */
  static open(target: string, remote: Uint8Array): Promise<LocalPart> {
    return locally(target, async () => {
      const key = createHash('sha256').update(resolve(target)).update(remote).digest('hex');
      const path = join(dirname(target), `.gamgui-${key.slice(0, 16)}.part`);
      // Private until it is whole: it may hold what its target's mode keeps from others.
      const file = await open(path, 'a+', 0o600);
      await file.close();
      const part = new LocalPart(target, path, await open(path, 'r+'));
      await part.#hashWhatIsThere();
      return part;
    });
  }

  /** Bytes that are written. */
  get size(): number {
    return this.#size;
  }

  /** sha256 of them, in hexadecimal. */
  get sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  /** Writes the bytes that follow. @throws Failure `disk-full`, … */
  async append(data: Buffer): Promise<void> {
    await locally(this.#target, async () => {
      for (let at = 0; at < data.length; ) {
        const { bytesWritten } = await this.#file.write(
          data,
          at,
          data.length - at,
          this.#size + at,
        );
        at += bytesWritten;
      }
    });
    this.#hash.update(data);
    this.#size += data.length;
  }

  /** Begins again with nothing. */
  async empty(): Promise<void> {
    await locally(this.#target, () => this.#file.truncate(0));
    this.#hash = createHash('sha256');
    this.#size = 0;
  }

  /** Puts the whole file into its place. @throws Failure `exists` if there is one that must not be replaced */
  async settle(mtime: number, mode: number, replace: boolean): Promise<void> {
    await locally(this.#target, async () => {
      await this.#file.chmod(mode & MODE);
      await this.#file.utimes(new Date(), new Date(mtime));
      await this.#file.sync();
      await this.#file.close();
      if (replace) await rename(this.#path, this.#target);
      else await moveToNewName(this.#path, this.#target);
    });
  }

  /** Leaves nothing. */
  async discard(): Promise<void> {
    await this.close();
    await rm(this.#path, { force: true });
  }

  /** Leaves what is there for a later try. */
  async close(): Promise<void> {
    await this.#file.close().catch(() => {});
  }

  async #hashWhatIsThere(): Promise<void> {
    const piece = Buffer.allocUnsafe(PIECE);
    for (;;) {
      const { bytesRead } = await this.#file.read(piece, 0, PIECE, this.#size);
      if (bytesRead === 0) return;
      this.#hash.update(piece.subarray(0, bytesRead));
      this.#size += bytesRead;
    }
  }
}

/** Renames without replacing: a link cannot be made where there is a file. */
async function moveToNewName(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
    await unlink(from);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EEXIST') throw error;
    // A file system without links (FAT): the moment between looking and renaming cannot be closed there.
    await refuseExisting(to);
    await rename(from, to);
  }
}

/** @throws Failure `exists` */
export async function refuseExisting(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null)
    throw new Failure('exists', `There is a file with this name already: ${path}`);
}
