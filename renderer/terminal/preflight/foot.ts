/** How files in question can go, in words. Pure. */
import type { CsvQuestion } from '../../../preload/contract';
import { count } from '../../ui/time';
import type { Copies } from './choice';

/** A button that sends, with what it sends as fixed copies; the rest goes as it is. */
interface Way {
  readonly words: string;
  readonly copies: Copies;
}

/**
 * The ways to send. There is always a first one, so that its button stays where it is and a tick changes no more than its
 * words; of files that were sent it has nothing to send before something is ticked. The second one is there beside copies.
 */
export function waysToSend(
  { sent, given }: CsvQuestion,
  copies: Copies,
): { first: Way & { canSend: boolean }; asIs: Way | null } {
  const asIs = { words: given === 1 ? 'Send as it is' : 'Send all as they are', copies: [] };
  const isCopy = copies.length > 0 || sent;
  const words = isCopy ? copyWords(copies.length, sent) : asIs.words;
  const canSend = copies.length > 0 || !sent;
  return { first: { words, copies, canSend }, asIs: isCopy && !sent ? asIs : null };
}

function copyWords(copies: number, sent: boolean): string {
  const also = sent ? ' too' : '';
  return copies > 1 ? `Send ${count(copies)} fixed copies${also}` : `Send the fixed copy${also}`;
}

/** Where it goes, by which name, and what goes with it. */
export function noteOf({ to, given, looked, looking }: CsvQuestion, copies: Copies): string {
  const more = looking ? ' Others are still looked at.' : '';
  if (given === 1) {
    const [one] = looked;
    const name = copies.length === 1 && one !== undefined ? ` as ${one.copyName}` : '';
    return `Into ${to}${name}. Your file stays as it is.${more}`;
  }
  const others = given - looked.length;
  const rest =
    others === 0 ? '' : ` ${count(others)} more of the ${count(given)} have nothing to look at.`;
  return `Into ${to}. Your files stay as they are.${rest}${more}`;
}
