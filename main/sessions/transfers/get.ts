/** Fetches a file over one conversation after the other, each going on from what is written. */
import type { z } from 'zod';
import { Failure } from '../../failure';
import { FileAnswers } from '../wire/file-answers';
import type { FilesLink } from './files-link';
import type { FilesLive } from './files-live';
import { Incoming } from './incoming';
import { Talk } from './talk';

/** Where it is written. */
export interface Receiver {
  /** Bytes that are written. */
  readonly size: number;
  /** sha256 of them, in hexadecimal. */
  readonly sha256: string;
  /** Writes the bytes that follow. @throws Failure */
  append(pieces: readonly Buffer[]): Promise<void>;
  /** Begins again with nothing. */
  empty(): Promise<void>;
}

/** What is fetched, by one of the agent's operations, with its fields but for `transfer` and `offset`. */
export interface Fetching<T extends { size: number }> {
  readonly op: 'get' | 'journal-get';
  readonly fields: Record<string, unknown>;
  readonly answer: z.ZodType<T>;
}

/** What is fetched, and where it is written. */
export interface GetJob<T extends { size: number }> {
  readonly part: Receiver;
  readonly what: Fetching<T>;
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal | undefined;
}

/** Resolves to what the agent told of it, when both ends agree on what was written. @throws Failure; the signal's reason */
export async function get<T extends { size: number }>(link: FilesLink, job: GetJob<T>): Promise<T> {
  const { part, signal } = job;
  // Whether the try that failed went on with what an earlier one had written.
  let resumed = false;
  const attempt = (live: FilesLive) => {
    resumed = part.size > 0;
    return getOnce(live, job);
  };
  try {
    return await link.persist(attempt, signal);
  } catch (why) {
    if (!resumed || !isStale(why)) throw why;
    // What was written is of another file: from the beginning, once.
    await part.empty();
    return await link.persist(attempt, signal);
  }
}

async function getOnce<T extends { size: number }>(live: FilesLive, job: GetJob<T>): Promise<T> {
  const { part, what, signal } = job;
  const incoming = new Incoming(part.size, () => live.window);
  const talk = new Talk(live, signal, { data: (offset, data) => incoming.add(offset, data) });
  let agreed = false;
  try {
    const found = await talk.ask(what.op, { ...what.fields, offset: part.size }, what.answer);
    await receive(live, job, talk, incoming, found.size);
    await talk.ask('done', { sha256: part.sha256 }, FileAnswers.done);
    agreed = true;
    return found;
  } finally {
    talk.end();
    // Nobody waits for it: there is nothing of it at the other end but an open file.
    if (!agreed)
      live.calls.ask('cancel', { transfer: talk.transfer }, FileAnswers.cancel).catch(() => {});
  }
}

/** Writes what comes until there are `size` bytes. */
async function receive(
  live: FilesLive,
  { part, progress }: Pick<GetJob<never>, 'part' | 'progress'>,
  talk: Talk,
  incoming: Incoming,
  size: number,
): Promise<void> {
  const { transfer } = talk;
  if (part.size > size)
    throw new Failure('changed', 'The file is shorter now than what came of it.');
  progress(part.size, size);
  while (part.size < size) {
    await talk.until(() => incoming.some);
    const pieces = incoming.take();
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (part.size + length > size)
      throw new Failure('bad-frame', 'The session sent more than the file it told of.');
    await part.append(pieces);
    incoming.written(part.size);
    live.written(transfer, part.size, length);
    progress(part.size, size);
  }
}

/** Whether beginning anew may help: what was written earlier is not this file's beginning. */
function isStale(why: unknown): boolean {
  return why instanceof Failure && (why.code === 'changed' || why.code === 'hash-mismatch');
}
