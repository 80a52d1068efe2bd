/** Asks a program a short question and waits for its answer. */
import { execFile } from 'node:child_process';

/** A program that has not answered by then is as good as not there. Milliseconds; GAM takes 1 s on a fast machine. */
const PATIENCE_MS = 30_000;

/** What the program wrote to stdout, or null when it cannot be run, fails or is silent for too long. */
export function ask(
  command: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | null> {
  const [program, ...args] = command;
  if (program === undefined) return Promise.resolve(null);
  return new Promise((resolve) => {
    const options = { env, timeout: PATIENCE_MS, killSignal: 'SIGKILL' as const };
    execFile(program, args, options, (error, stdout) => resolve(error === null ? stdout : null));
  });
}
