/** A short session for a few commands, ended for good however they go; what they print is kept in memory. */
import { Writable } from 'node:stream';
import type { SessionId } from '../../preload/contract';
import { Failure, toAppError } from '../failure';
import type { Parts } from './link/connect';
import { runJob } from './link/job-client';
import type { SessionRequest } from './making';
import type { SessionManager } from './manager';

/** Of each stream; the rest is dropped: an answer of GAM's is a page. Bytes. */
const MOST = 131_072;
/** It ends by itself at the latest then, where this app was ended meanwhile. ms */
const LIFE_MS = 15 * 60_000;

/** How a command ended, and what it printed; `code` is null where a signal ended it. */
export interface Printed {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command after the other in the session. @throws Failure: it was lost */
export type RunOne = (argv: readonly string[]) => Promise<Printed>;

/**
 * Makes the session, lets `use` run commands in it, and begins to end it: what they said is known by then, whatever becomes of
 * the end. `report` is told where that fails. @throws Failure, and what `use` throws
 */
export async function inShortSession<T>(
  sessions: SessionManager,
  request: Pick<SessionRequest, 'tenant' | 'backend' | 'name'>,
  use: (run: RunOne) => Promise<T>,
  report: (words: string) => void,
): Promise<T> {
  const life = { lifeMs: LIFE_MS, idleMs: LIFE_MS, oneShot: true };
  const { id, done } = sessions.create({ ...request, size: 'standard', ...life });
  try {
    await done;
    return await use((argv) => runOne(sessions.connection(id), argv));
  } finally {
    void endIfThere(sessions, id).catch((why) =>
      report(`short session ${id} was not ended: ${toAppError(why).message}`),
    );
  }
}

/** One that could not be made is not kept either: its failure is told by whoever asked. */
async function endIfThere(sessions: SessionManager, id: SessionId): Promise<void> {
  if (sessions.all().some((one) => one.id === id)) await sessions.end(id);
}

async function runOne(parts: Parts, argv: readonly string[]): Promise<Printed> {
  const stdout = new Gathered();
  const stderr = new Gathered();
  const { exit, lost } = await runJob({ ...parts, argv, stdin: null, stdout, stderr });
  if (lost > 0) throw new Failure('bytes-lost', 'A part of what GAM said was lost on the way.');
  const code = 'code' in exit ? exit.code : null;
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** Keeps the first of what is written. */
class Gathered extends Writable {
  readonly #chunks: Buffer[] = [];
  #room = MOST;

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk.subarray(0, this.#room));
    this.#room = Math.max(0, this.#room - chunk.length);
    done();
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}
