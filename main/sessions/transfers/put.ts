/** Sends a file over one conversation after the other, each going on from where the one before came. */
import { Failure } from '../../failure';
import { type Entry, FileAnswers } from '../wire/file-answers';
import type { FilesLink, Work } from './files-link';
import type { FilesLive } from './files-live';
import { cancel, discardLeft, type PutAnswer, PutAttempt, type PutJob } from './put-attempt';

/** The program of a connection that was cut may hold its file for a while. Milliseconds. */
const BUSY_FOR_MS = 30_000;
const BUSY_PAUSE_MS = 250;
/** What is left at the other end is removed in this time, or by the agent after a day. Milliseconds. */
const TIDY_MS = 10_000;
/** After these a later try can go on with what is there. */
const KEPT = ['unreachable', 'closed', 'session-ended', 'disk-full'];

/** Where something may be left. */
interface Left {
  readonly live: FilesLive;
  readonly transfer: number;
}

/** Resolves when the file is in its place. @throws Failure; the signal's reason */
export async function put(link: FilesLink, job: PutJob): Promise<Entry> {
  return new Put(link, job).run();
}

/** Leaves nothing of what an earlier try brought over, as far as it can be reached in good time. */
export async function discardPut(link: FilesLink, job: PutJob): Promise<void> {
  await new Put(link, job).discard();
}

class Put {
  readonly #link: FilesLink;
  readonly #job: PutJob;
  #left: Left | null = null;
  /** The sha256 of a commit whose answer was lost. */
  #unanswered: string | null = null;
  /** Since when it has been held by another connection without a pause, ms, or null. */
  #busySince: number | null = null;

  constructor(link: FilesLink, job: PutJob) {
    this.#link = link;
    this.#job = job;
  }

  async run(): Promise<Entry> {
    const { signal } = this.#job;
    try {
      return await this.#patiently((live) => this.#attempt(live), signal);
    } catch (why) {
      const isKept = why instanceof Failure && KEPT.includes(why.code);
      if (this.#left !== null) await (isKept ? letGo(this.#left) : this.#tidy(this.#left));
      throw why;
    }
  }

  async #attempt(live: FilesLive): Promise<Entry> {
    await this.#job.source.mustBeUnchanged();
    const there = (await this.#arrived(live)) ?? (await this.#sendTwice(live));
    this.#left = null;
    return there;
  }

  async #sendTwice(live: FilesLive): Promise<Entry> {
    try {
      const sent = (await this.#send(live)) ?? (await this.#send(live));
      if (sent !== null) return sent;
    } catch (why) {
      // It may have come through just now.
      const there = isFailure(why, 'exists') ? await this.#arrived(live) : null;
      if (there === null) throw why;
      return there;
    }
    throw new Failure('hash-mismatch', 'The session has other bytes than were sent.');
  }

  /** Null: what was there was not the beginning of this file. It is there no more. */
  async #send(live: FilesLive): Promise<Entry | null> {
    const attempt = new PutAttempt(live, this.#job);
    try {
      const there = await this.#begin(live, attempt);
      const hash = await attempt.compare(there);
      if (hash !== null) return await this.#commit(attempt, await attempt.send(there.offset, hash));
      await cancel(live, attempt.transfer);
      return null;
    } finally {
      attempt.end();
    }
  }

  async #commit(attempt: PutAttempt, sha256: string): Promise<Entry> {
    this.#unanswered = sha256;
    try {
      return await attempt.commit(sha256);
    } catch (why) {
      if (why instanceof Failure) this.#unanswered = null;
      throw why;
    }
  }

  async #begin(live: FilesLive, attempt: PutAttempt): Promise<PutAnswer> {
    const before = this.#left;
    this.#left = { live, transfer: attempt.transfer };
    try {
      const there = await attempt.begin();
      this.#busySince = null;
      return there;
    } catch (why) {
      // What was refused has left nothing.
      if (why instanceof Failure) this.#left = before;
      throw why;
    }
  }

  /** The file, if the commit whose answer was lost has put it into its place: it would be refused the second time. */
  async #arrived(live: FilesLive): Promise<Entry | null> {
    if (this.#unanswered === null) return null;
    const { remote, source } = this.#job;
    const fields = { path: Buffer.from(remote).toString('base64'), hash: true };
    try {
      const there = await live.calls.ask('stat', fields, FileAnswers.stat);
      return there.sha256 === this.#unanswered && there.size === source.size ? there : null;
    } catch (why) {
      if (why instanceof Failure) return null;
      throw why;
    }
  }

  /** Waits for what the program of an earlier connection still holds. */
  async #patiently<T>(work: Work<T>, signal: AbortSignal | undefined): Promise<T> {
    const { clock } = this.#link;
    for (;;) {
      try {
        return await this.#link.persist(work, signal);
      } catch (why) {
        if (!isFailure(why, 'busy')) throw why;
        // From then on, not from the beginning: a large file has been on its way for longer when its connection is cut.
        this.#busySince ??= clock.now();
        if (clock.now() - this.#busySince >= BUSY_FOR_MS) throw why;
        await new Promise<void>((go) => clock.after(BUSY_PAUSE_MS, go));
        signal?.throwIfAborted();
      }
    }
  }

  /** Leaves nothing at the other end, as far as it can be reached in good time. */
  async #tidy({ live, transfer }: Left): Promise<void> {
    // It is still held by its number, unless the connection was lost.
    await this.discard(() => cancel(live, transfer));
  }

  /** The same, of a try that is over; `first` is done before, as far as it can be. */
  async discard(first: () => Promise<void> = async () => {}): Promise<void> {
    const { clock } = this.#link;
    const stop = new AbortController();
    const late = new Promise<void>((go) => {
      stop.signal.addEventListener('abort', () => go());
    });
    const forget = clock.after(TIDY_MS, () => stop.abort());
    const discard = async () => {
      await first().catch(() => {});
      await this.#patiently((live) => discardLeft(live, this.#job), stop.signal);
    };
    await Promise.race([discard().catch(() => {}), late]);
    forget();
  }
}

/** Another transfer that stops may leave this one under way: the agent is to let go of what came, for a later try. */
async function letGo({ live, transfer }: Left): Promise<void> {
  await cancel(live, transfer, true).catch(() => {});
}

function isFailure(why: unknown, code: string): boolean {
  return why instanceof Failure && why.code === code;
}
