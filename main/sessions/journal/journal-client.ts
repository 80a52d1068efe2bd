/** What a session keeps of its output: what there is, what is found in it, and a recording of all of it. */
import type { z } from 'zod';
import type {
  JournalFound,
  JournalLine,
  JournalQuery,
  JournalRange,
} from '../../../preload/contract';
import { Failure } from '../../failure';
import type { Parts } from '../link/connect';
import { FilesLink, type LinkNews } from '../transfers/files-link';
import { get, type Receiver } from '../transfers/get';
import { JournalAnswers, MOST_FOUND } from '../wire/journal';
import { foundLine } from './found-line';

/** Bytes behind the beginning of a line that are looked at with it, and lines that are shown before and after it. */
const AFTER = 2_048;
const AROUND = 30;

/** How a recording is fetched. */
export interface RecordingOptions {
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal | undefined;
}

/** Connects when first used. All throw Failures with the agent's codes, and `old-agent` where it cannot do it yet. */
export class JournalClient {
  readonly #link: FilesLink;

  constructor(parts: Parts, told?: (news: LinkNews) => void) {
    this.#link = new FilesLink(parts, told);
  }

  /** What is kept, and when the byte at `offset` came. */
  about(offset: number | null): Promise<JournalRange> {
    return this.#ask('journal', { offset }, JournalAnswers.journal);
  }

  /** A part of a search: the lines that end at or before `before`, the newest first. */
  async search(query: JournalQuery, before: number | null): Promise<JournalFound> {
    const fields = { ...query, before, limit: MOST_FOUND };
    const { found, next, start, end } = await this.#ask(
      'journal-search',
      fields,
      JournalAnswers['journal-search'],
    );
    // Otherwise it might never come to an end.
    if (next !== null && next >= Math.min(before ?? end, end))
      throw new Failure('bad-frame', 'The session’s search does not come to an end.');
    return { lines: found.map(foundLine), next, start, end };
  }

  /** The lines around the one that begins at `offset`, in their order. */
  async around(offset: number): Promise<JournalLine[]> {
    const all: JournalQuery = { text: '', regex: false, cases: true };
    const { lines, end } = await this.search(all, offset + AFTER);
    const [last, ...rest] = lines;
    // The last one may be cut by the end of what was asked for.
    const whole = last !== undefined && last.offset > offset && offset + AFTER < end ? rest : lines;
    const at = whole.findIndex((line) => line.offset <= offset);
    return whole.slice(Math.max(0, at - AROUND), Math.max(0, at) + AROUND + 1).reverse();
  }

  /** Fetches a recording of the bytes `from` to `to`, which both ends agree on. @throws Failure `changed`: they have gone */
  async record(
    from: number,
    to: number,
    part: Receiver,
    { progress, signal }: RecordingOptions,
  ): Promise<void> {
    const answer = JournalAnswers['journal-get'];
    const what = { op: 'journal-get', fields: { from, to }, answer } as const;
    await get(this.#link, { part, what, progress, signal });
  }

  /** For good: what waits fails with `closed`. */
  close(): Promise<void> {
    return this.#link.close();
  }

  #ask<S extends z.ZodType>(
    op: keyof typeof JournalAnswers,
    fields: Record<string, unknown>,
    schema: S,
  ): Promise<z.output<S>> {
    return this.#link.persist((live) => {
      if (live.can('journal')) return live.calls.ask(op, fields, schema);
      throw new Failure(
        'old-agent',
        'This session’s output can be neither searched nor exported: its agent is older than the app',
        'Start a new session',
      );
    });
  }
}
