/** An export while it comes: a recording goes in, the file that is made of it is written beside its place. */
import { createHash, type Hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Failure } from '../../../failure';
import type { Receiver } from '../../transfers/get';
import { locally } from '../../transfers/local-errors';
import { dropPart, type OpenPart, openPart, writeAt } from '../../transfers/local-parts';
import { moveIntoPlace } from '../../transfers/local-place';
import { Stretches } from './stretches';
import type { ExportWriter } from './writer';

/** What a session printed is for the eyes of its user. */
const MODE = 0o600;
/** No name of a file in a session: an export is never gone on with after the app was quit. */
const NO_REMOTE = Buffer.from('\0journal');

export class ExportPart implements Receiver {
  readonly #target: string;
  readonly #part: OpenPart;
  readonly #make: () => ExportWriter;
  #writer: ExportWriter;
  #stretches = new Stretches();
  #hash: Hash = createHash('sha256');
  #size = 0;
  /** Bytes of the file. */
  #written = 0;

  private constructor(target: string, part: OpenPart, make: () => ExportWriter) {
    this.#target = target;
    this.#part = part;
    this.#make = make;
    this.#writer = make();
  }

  /** `make` begins the file's content; again where all of it must begin again. @throws Failure */
  static async open(target: string, make: () => ExportWriter): Promise<ExportPart> {
    const part = await locally(target, () => openPart(target, NO_REMOTE, null));
    return new ExportPart(target, part, make);
  }

  /** Bytes of the recording that are in the file. */
  get size(): number {
    return this.#size;
  }

  get sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  async append(pieces: readonly Buffer[]): Promise<void> {
    for (const piece of pieces) {
      for (const stretch of this.#stretches.take(piece)) {
        await this.#write(this.#writer.add(stretch));
        // What leaves nothing in the file waits for no disk either, and the app has windows to serve.
        await setImmediate();
      }
      this.#hash.update(piece);
      this.#size += piece.length;
    }
  }

  async empty(): Promise<void> {
    await locally(this.#target, () => this.#part.file.truncate(0));
    this.#writer.end();
    this.#writer = this.#make();
    this.#stretches = new Stretches();
    this.#hash = createHash('sha256');
    this.#size = 0;
    this.#written = 0;
  }

  /** Puts the whole file into its place. @throws Failure `exists` if there is one that must stay */
  async settle(replace: boolean): Promise<void> {
    if (!this.#stretches.whole)
      throw new Failure('bad-frame', 'The session sent what is no recording.');
    await this.#write(this.#writer.end());
    const { file, path } = this.#part;
    await locally(this.#target, async () => {
      await file.chmod(MODE);
      await file.sync();
      await file.close();
      await moveIntoPlace(path, this.#target, replace);
    });
  }

  /** Leaves nothing. */
  discard(): Promise<void> {
    return dropPart(this.#part);
  }

  async #write(text: string): Promise<void> {
    const bytes = Buffer.from(text, 'utf8');
    await locally(this.#target, () => writeAt(this.#part, bytes, this.#written));
    this.#written += bytes.length;
  }
}
