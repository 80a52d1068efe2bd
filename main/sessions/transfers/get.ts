/** Fetches a file over one conversation after the other, each going on from what is written. */
import { Failure } from '../../failure';
import { type Entry, FileAnswers } from '../wire/messages';
import type { FilesLink } from './files-link';
import type { FilesLive } from './files-live';
import { Incoming } from './incoming';
import type { LocalPart } from './local-part';
import { Talk } from './talk';

/** What is fetched, and where it is written. */
export interface GetJob {
  readonly part: LocalPart;
  readonly remote: Uint8Array;
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal | undefined;
}

/** The file as it is in the session; `mtime` in ms, `mode` permission bits. */
export type Fetched = Pick<Entry, 'size' | 'mtime' | 'mode'>;

/** Resolves when both ends agree on what was written. @throws Failure; the signal's reason */
export async function get(link: FilesLink, job: GetJob): Promise<Fetched> {
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

async function getOnce(live: FilesLive, job: GetJob): Promise<Fetched> {
  const { part, remote, signal } = job;
  const incoming = new Incoming(part.size, () => live.window);
  const talk = new Talk(live, signal, { data: (offset, data) => incoming.add(offset, data) });
  let agreed = false;
  try {
    const path = Buffer.from(remote).toString('base64');
    const found = await talk.ask('get', { path, offset: part.size }, FileAnswers.get);
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
  { part, progress }: GetJob,
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
