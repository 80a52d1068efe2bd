/** How much copies for dragging may take of this computer's disk. */
import { Failure } from '../failure';

/** Counts bytes against a limit. */
export class StagingRoom {
  readonly #limit: number;
  #used = 0;

  /** `limit`: of all copies together, in bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws Failure `too-large` */
  take(bytes: number): void {
    if (this.#used + bytes > this.#limit)
      throw new Failure(
        'too-large',
        'It cannot be dragged: GamGUI keeps no copies that large for other programs.',
        'Use Save as, or try again when earlier copies are gone, in a quarter of an hour.',
      );
    this.#used += bytes;
  }

  /** Bytes that were taken and are free again. */
  give(bytes: number): void {
    this.#used -= bytes;
  }
}
