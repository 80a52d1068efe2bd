/** A local file that is being received: under another name beside its place until it is whole. */
import { createHash, type Hash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { locally } from './local-errors';
import { dropPart, keepPart, type OpenPart, openPart, writeAt } from './local-parts';
import { moveIntoPlace } from './local-place';
import { utime } from './local-time';
import { spreadsheetCopy } from './spreadsheet-copy';

/** Read at once, in bytes. */
const PIECE = 262_144;
/** The disk begins with what has come while more comes: at the end, all of it would be waited for. Bytes. */
const SYNC_EVERY = 8_388_608;
/** What is received is data: never a program, and nobody else's to write. */
const MODE = 0o644;

export class LocalPart {
  readonly #target: string;
  readonly #remote: Uint8Array;
  readonly #part: OpenPart;
  #hash: Hash = createHash('sha256');
  #size = 0;
  #isLost = false;
  /** What was written when the disk last began, bytes, and what comes of it. */
  #begun = 0;
  #syncing: Promise<void> = Promise.resolve();

  private constructor(target: string, remote: Uint8Array, part: OpenPart) {
    this.#target = target;
    this.#remote = remote;
    this.#part = part;
  }

  /** Goes on with what an earlier try for the same file left; `owner` as in `openPart`. @throws Failure */
  static open(target: string, remote: Uint8Array, owner: string | null = null): Promise<LocalPart> {
    return locally(target, async () => {
      const part = new LocalPart(target, remote, await openPart(target, remote, owner));
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
  async append(pieces: readonly Buffer[]): Promise<void> {
    await locally(this.#target, async () => {
      for (const piece of pieces) await this.#write(piece);
      await this.#beginToDisk();
    });
  }

  /** Begins again with nothing. */
  async empty(): Promise<void> {
    await locally(this.#target, () => this.#part.file.truncate(0));
    this.#hash = createHash('sha256');
    this.#size = 0;
    this.#begun = 0;
  }

  /**
   * Puts the whole file into its place, or with `forSpreadsheet` a copy whose formulas are text; `mtime` in ms. @throws Failure
   * `exists` if there is one that must stay, `bad-encoding` where there can be no such copy
   */
  async settle(
    { mtime, mode }: { readonly mtime: number; readonly mode: number },
    {
      replace,
      forSpreadsheet = false,
    }: { readonly replace: boolean; readonly forSpreadsheet?: boolean },
  ): Promise<void> {
    const { file, path } = this.#part;
    await locally(this.#target, async () => {
      await file.chmod(mode & MODE);
      await file.utimes(new Date(), utime(mtime));
      await this.#sync();
      await file.close();
      if (!forSpreadsheet) return moveIntoPlace(path, this.#target, replace);
      const copy = await spreadsheetCopy(path, this.#target);
      try {
        await moveIntoPlace(copy, this.#target, replace);
      } catch (error) {
        await unlink(copy).catch(() => {});
        throw error;
      }
      await unlink(path);
    });
  }

  /** Leaves nothing. */
  discard(): Promise<void> {
    return dropPart(this.#part);
  }

  /** Leaves what is there for a later try. */
  async keep(): Promise<void> {
    await this.#syncing.catch(() => {});
    if (this.#size === 0 || this.#isLost) return this.discard();
    await this.#part.file.close().catch(() => {});
    await keepPart(this.#part.path, this.#target, this.#remote);
  }

  /** Where it fails it is not known any more what the disk has, whatever is read: https://lwn.net/Articles/752063/. */
  async #sync(): Promise<void> {
    this.#isLost = true;
    // An error is told once: it must not be lost with whoever hears of it.
    await this.#syncing;
    await this.#part.file.sync();
    this.#isLost = false;
  }

  async #write(piece: Buffer): Promise<void> {
    await writeAt(this.#part, piece, this.#size);
    this.#hash.update(piece);
    this.#size += piece.length;
  }

  /** One after the other: where the disk is slow, it is waited for here. */
  async #beginToDisk(): Promise<void> {
    if (this.#size - this.#begun < SYNC_EVERY) return;
    this.#begun = this.#size;
    await this.#syncing;
    this.#syncing = this.#part.file.datasync();
    this.#syncing.catch(() => {
      this.#isLost = true;
    });
  }

  async #hashWhatIsThere(): Promise<void> {
    const piece = Buffer.allocUnsafe(PIECE);
    for (;;) {
      const { bytesRead } = await this.#part.file.read(piece, 0, PIECE, this.#size);
      if (bytesRead === 0) return;
      this.#hash.update(piece.subarray(0, bytesRead));
      this.#size += bytesRead;
    }
  }
}
