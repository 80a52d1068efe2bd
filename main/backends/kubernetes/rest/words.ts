/** Text from the other side is shown, never believed: it is kept short, and nothing in it can act. */
import { visible } from '../../../../preload/visible';

/** The longest text of a server that is shown. characters */
const MOST = 400;

/** The text as it can be shown in one line, ending without a full stop; empty where there is none. */
export function serverWords(text: string): string {
  const line = text
    .slice(0, 4 * MOST)
    .replace(/\s+/g, ' ')
    .trim();
  const shown = visible(line).replace(/[.:\s]+$/, '');
  return shown.length > MOST ? `${shown.slice(0, MOST)}…` : shown;
}
