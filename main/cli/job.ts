/** Runs one command in a session, with the caller's streams and signals. */

import { Failure } from '../failure';
import type { Parts } from '../sessions/link/connect';
import { runJob } from '../sessions/link/job-client';
import type { CliContext } from './cli';
import { BYTES_LOST, codeOfExit, codeOfSignal } from './exit-codes';
import { Outlet } from './outlet';
import { type Signals, unless } from './signals';

/**
 * Resolves to what the command line exits with. @throws Failure where the command's end cannot be known, Interrupted where it
 * heeds no signal
 */
export async function runCommand(
  argv: readonly string[],
  parts: Parts,
  signals: Signals,
  { io, notes }: Pick<CliContext, 'io' | 'notes'>,
): Promise<number> {
  const stdout = new Outlet(io.stdout, (trouble, error) => {
    if (trouble === 'failed') notes.line(`the output cannot be written: ${error.message}`);
    // As the system would end a command whose reader has gone.
    signals.send('TERM');
  });
  const stderr = new Outlet(io.stderr, () => {});
  const status = (reason: string | null) => {
    if (reason !== null) notes.step(`the connection is lost (${reason}), trying again`);
    else notes.done();
  };
  signals.handOver();
  const streams = { stdin: io.stdin, stdout, stderr };
  const job = runJob({ ...parts, ...streams, argv, signals: signals.toJob, status });
  // One that came before the command could begin is the command line's end, as it would have been the command's.
  const early = (why: unknown) => {
    throw why instanceof Failure && why.code === 'cancelled' ? signals.early() : why;
  };
  const { exit, lost } = await unless(signals.interrupted, job.catch(early));
  await Promise.all([stdout, stderr].map(flush));
  if (lost > 0) notes.line(`${lost} bytes of the output are lost.`);
  if (lost > 0 || stdout.trouble === 'failed') return BYTES_LOST;
  return stdout.trouble === 'closed' ? codeOfSignal('SIGPIPE') : codeOfExit(exit);
}

/** Resolves when all that was written has been passed on. */
function flush(outlet: Outlet): Promise<void> {
  return new Promise((resolve) => outlet.end(resolve));
}
