/** Runs one command in a session, with the caller's streams and signals. */

import { Failure } from '../failure';
import type { Parts } from '../sessions/link/connect';
import { type JobOutcome, type JobParts, runJob } from '../sessions/link/job-client';
import type { CliContext } from './cli';
import { confirm } from './confirm';
import { BYTES_LOST, codeOfExit, codeOfSignal } from './exit-codes';
import { Outlet } from './outlet';
import { type Signals, unless } from './signals';

/** What is to be run. `yes`: the person has said beforehand that it may take something away from a real domain. */
export interface Command {
  readonly argv: readonly string[];
  readonly yes: boolean;
}

/**
 * Resolves to what the command line exits with. @throws Failure where the command's end cannot be known, and `unconfirmed`;
 * Interrupted where it heeds no signal
 */
export async function runCommand(
  { argv, yes }: Command,
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
  const wanted = { ...parts, ...streams, argv, confirmed: yes, signals: signals.toJob, status };
  const job = begin(wanted, signals, { io, notes });
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

/** Asks the person where the session wants to know first, and then begins again. */
async function begin(
  job: JobParts,
  signals: Signals,
  context: Pick<CliContext, 'io' | 'notes'>,
): Promise<JobOutcome> {
  try {
    return await runJob(job);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code !== 'unconfirmed') throw thrown;
    signals.takeBack();
    await unless(signals.interrupted, confirm(thrown.message, context));
    signals.handOver();
    return runJob({ ...job, confirmed: true });
  }
}

/** Resolves when all that was written has been passed on. */
function flush(outlet: Outlet): Promise<void> {
  return new Promise((resolve) => outlet.end(resolve));
}
