/** How far this computer's clock is from a server's. Pure. */
import type { Outcome } from '../../preload/contract';
import { failed, passed, unchecked, warned } from './check';
import { commandField, shellLine } from './commands';

/** Tokens are refused beyond this. ms */
const REFUSED_MS = 120_000;
/** Times in lists are wrong by it. ms */
const ODD_MS = 10_000;

/** `date`: the server's Date header, which has whole seconds; `sent` and `came`: this computer's clock then, ms since 1970. */
export function clockOutcome(date: string | undefined, sent: number, came: number): Outcome {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return unchecked('The server does not tell its time.');
  // The header is cut to the second.
  const apart = (sent + came) / 2 - (theirs + 500);
  const far = Math.abs(apart);
  if (far < ODD_MS) return passed(`${(Math.round(far / 100) / 10).toFixed(1)} s apart`);
  const what = `${spanWords(far)} ${apart > 0 ? 'ahead' : 'behind'}`;
  const fix = 'Set the clock of this computer, best by having it set by the network.';
  const command = commandField(shellLine('timedatectl', 'set-ntp', 'true'));
  if (far < REFUSED_MS)
    return warned({ what, why: 'Times that GamGUI shows are wrong by that.', fix, ...command });
  const why = 'Sign-ins and certificates are refused by clocks that differ so much.';
  return failed({ what, why, fix, ...command });
}

function spanWords(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  const minutes = Math.round(ms / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
