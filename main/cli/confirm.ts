/** The question before a command takes something away from a real domain, on the caller's terminal. */
import { createInterface } from 'node:readline/promises';
import { visible } from '../../preload/visible';
import { Failure } from '../failure';
import type { CliContext } from './cli';

/**
 * Resolves when the person wants it. `what` says what would happen, as a sentence: it comes from the session. @throws Failure
 * `declined`, and `unconfirmed` where there is no terminal to ask on
 */
export async function confirm(
  what: string,
  { io, notes }: Pick<CliContext, 'io' | 'notes'>,
): Promise<void> {
  notes.done();
  if (!io.stdin.isTTY || !io.stderr.isTTY) {
    const fix = 'Nobody can be asked here, as there is no terminal. `--yes` says so beforehand.';
    throw new Failure('unconfirmed', `The command was not run: ${what}`, fix);
  }
  const lines = createInterface({ input: io.stdin, output: io.stderr, terminal: false });
  const gone = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  const asked = lines.question(`gamgui: ${visible(what)} Run it? [y/N] `);
  const answer = await Promise.race([asked, gone]).finally(() => lines.close());
  if (!/^y(es)?$/i.test(answer.trim())) throw new Failure('declined', 'The command was not run.');
}
