/** Files of a session: many over one connection, each resumed after drops and checked by sha256 at both ends. */
import type { Parts } from '../link/connect';
import type { Entry } from '../wire/messages';

/** How far a transfer is. Bytes. */
export interface TransferProgress {
  /** Written at the other end. */
  readonly done: number;
  readonly total: number;
}

export interface TransferOptions {
  readonly progress?: (progress: TransferProgress) => void;
  /** Cancels: nothing is left at either end, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Whether a file that is there already may be replaced. */
  readonly replace?: boolean;
}

/** A path in a session, relative to its working folder: bytes, never a local path. `pathOf` makes one from text. */
export type RemotePath = Uint8Array;

/** UTF-8 of a text. */
export function pathOf(text: string): RemotePath {
  return Buffer.from(text, 'utf8');
}

/** Connects when first used. All throw Failures with the agent's codes: `not-found`, `exists`, `disk-full`, … */
export class FilesClient {
  readonly #parts: Parts;
  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Sends a local file. */
  async put(_local: string, _remote: RemotePath, _options?: TransferOptions): Promise<Entry> {
    void this.#parts;
    throw new Error('not written yet');
  }

  /** Fetches a file to the local path that the caller names. */
  async get(
    _remote: RemotePath,
    _local: string,
    _options?: TransferOptions,
  ): Promise<{ size: number; sha256: string }> {
    throw new Error('not written yet');
  }

  /** All entries of a folder, by the bytes of their names. */
  // biome-ignore lint/correctness/useYield: written with the client itself
  async *list(_path: RemotePath): AsyncGenerator<Entry> {
    throw new Error('not written yet');
  }

  async stat(_path: RemotePath, _hash?: boolean): Promise<Entry> {
    throw new Error('not written yet');
  }

  /** Closes the connection; transfers that still run fail. */
  async close(): Promise<void> {}
}
