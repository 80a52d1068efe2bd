/** What the command line reads from and writes to: given from outside, so that it can be tested without a process of its own. */
import type { Readable, Writable } from 'node:stream';

/** Signals that reach the command. */
export type CliSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** The caller's side. */
export interface CliIo {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** What relative paths are relative to: where the user typed the command. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Calls the listener for every signal that arrives. Returns what stops that. */
  readonly onSignal: (listener: (signal: CliSignal) => void) => () => void;
}
