/** One command run in a session as a job: started once, followed over drops, its bytes passed on once. */
import type { Readable, Writable } from 'node:stream';
import type { Exit } from '../../../preload/contract';
import type { JobSignal } from '../wire/messages';
import type { Parts } from './connect';

export interface JobParts extends Parts {
  readonly argv: readonly string[];
  /** The command's input, or null: it reads the end of file. */
  readonly stdin: Readable | null;
  /** Never ended by this; the command waits for a slow one. */
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Calls the listener for every signal meant for the command. Returns what stops that. */
  readonly signals?: (listener: (signal: JobSignal) => void) => () => void;
  /** Words for people about the connection: lost with the reason, or null: it is back. */
  readonly status?: (trouble: string | null) => void;
}

/** How a job came out. */
export interface JobOutcome {
  readonly exit: Exit;
  /** Bytes of its output that could not be had any more. Not 0: say so, and exit with 74. */
  readonly lost: number;
}

/** Exit code of a command line whose bytes cannot be had any more (EX_IOERR). */
export const BYTES_LOST = 74;

/**
 * Runs a command and resolves when it has ended and all its output is written.
 * @throws Failure `job-lost` its end will never be known; `session-ended`; `unreachable` after an hour without a connection
 */
export async function runJob(_parts: JobParts): Promise<JobOutcome> {
  throw new Error('not written yet');
}
