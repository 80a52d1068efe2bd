/** The last lines of a pod's log. Whoever made the pod can have written anything there: it is shown, and can do nothing. Pure. */
import { stripVTControlCharacters } from 'node:util';
import { visible } from '../../../preload/visible';

const LINES = 20;
/** characters */
const LONGEST = 300;

/** The lines as they can be shown, without colours and with all else made visible; empty where there are none. */
export function logText(log: string): string {
  const lines = log
    .replace(/\r?\n$/, '')
    .split('\n')
    .slice(-LINES);
  return lines.map(lineOf).join('\n').trimEnd();
}

function lineOf(line: string): string {
  // The visible form of a character can be ten times as long.
  const shown = visible(stripVTControlCharacters(line.slice(0, 4 * LONGEST)).replace(/\r$/, ''));
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}
