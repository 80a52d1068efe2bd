/** The output of a session as one window asks for it, over a connection that is let go of in between, and its export. */
import type { JournalRange } from '../../preload/contract';
import { Failure } from '../failure';
import { type ExportOptions, exportJournal } from '../sessions/journal/export/export';
import { JournalClient } from '../sessions/journal/journal-client';
import type { Parts } from '../sessions/link/connect';

/** A connection costs both ends something, and who searches asks again. ms */
const REST_MS = 30_000;

export class WindowJournal {
  readonly #parts: Parts;
  #client: JournalClient | null = null;
  #working = 0;
  #rest: NodeJS.Timeout | undefined;
  #export: AbortController | null = null;
  /** The file that was written last. */
  written: string | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Does it over the connection, which is made where there is none. */
  async use<T>(work: (client: JournalClient) => Promise<T>): Promise<T> {
    clearTimeout(this.#rest);
    this.#client ??= new JournalClient(this.#parts);
    this.#working += 1;
    try {
      return await work(this.#client);
    } finally {
      this.#working -= 1;
      if (this.#working === 0) this.#rest = setTimeout(() => this.#letGo(), REST_MS).unref();
    }
  }

  /** The range that is in the file; null: it was cancelled. @throws Failure `busy`: there is one under way */
  async export(what: Omit<ExportOptions, 'signal'>): Promise<JournalRange | null> {
    if (this.#export !== null)
      throw new Failure('busy', 'Nothing was exported: an export of this session is under way');
    const abort = new AbortController();
    const { signal } = abort;
    this.#export = abort;
    try {
      const range = await this.use((client) => exportJournal(client, { ...what, signal }));
      this.written = what.target;
      return range;
    } catch (why) {
      if (signal.aborted) return null;
      throw why;
    } finally {
      this.#export = null;
    }
  }

  cancelExport(): void {
    this.#export?.abort();
  }

  /** The window is gone. */
  close(): void {
    this.cancelExport();
    this.#letGo();
  }

  #letGo(): void {
    clearTimeout(this.#rest);
    void this.#client?.close();
    this.#client = null;
  }
}
