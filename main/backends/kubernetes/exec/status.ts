/** How an exec ended, as its status channel says it. */
import { Failure } from '../../../failure';
import type { ExecExit } from '../../backend';
import { endStatusOf } from '../rest/status';
import { serverWords } from '../rest/words';

/** An exit code, or why the program never ran. */
export type End =
  | { readonly kind: 'exit'; readonly exit: ExecExit }
  | { readonly kind: 'failed'; readonly failure: Failure };

function failed(why: string): End {
  const message = `The program was not run in the pod: ${why}.`;
  const fix = 'Check that the image is a session image of GamGUI.';
  return { kind: 'failed', failure: new Failure('exec-failed', message, fix) };
}

/** The end that the status channel told. */
export function endOf(bytes: Buffer): End {
  const status = endStatusOf(bytes.toString('utf8'));
  if (status === null) return failed('how it ended was told in a way that is not understood');
  if (status.status === 'Success') return { kind: 'exit', exit: { code: 0, signal: null } };
  if (status.reason !== 'NonZeroExitCode')
    return failed(serverWords(status.message ?? '') || 'no reason is given');
  const said = status.details?.causes?.find(({ reason }) => reason === 'ExitCode')?.message ?? '';
  if (!/^-?\d{1,10}$/.test(said)) return failed('its exit code was not told');
  return { kind: 'exit', exit: { code: Number(said), signal: null } };
}
