/** What is said of a transfer. Pure. */
import type { Transfer, TransferAmount, TransferState } from '../../../preload/contract';
import { bytes, count, duration } from '../../ui/time';

/** What stands in a transfer's row. */
export interface TransferWords {
  readonly icon:
    | 'waiting'
    | 'sending'
    | 'saving'
    | 'asking'
    | 'paused'
    | 'done'
    | 'failed'
    | 'cancelled';
  /** The line below the name, or beside it where there is a bar. */
  readonly text: string;
  /** What has no room in the row: what was left out, and what to do. */
  readonly more: readonly string[];
  /** From 0 to 1, or null: there is nothing to be drawn. */
  readonly part: number | null;
}

export function transferWords(transfer: Transfer): TransferWords {
  return { ...rowWords(transfer), more: moreWords(transfer) };
}

function moreWords({ state }: Transfer): readonly string[] {
  if (state.kind === 'done') return state.notes;
  if (state.kind === 'failed' && state.error.fix !== undefined) return [state.error.fix];
  return [];
}

function rowWords(transfer: Transfer): Omit<TransferWords, 'more'> {
  const { state, direction, to } = transfer;
  switch (state.kind) {
    case 'waiting':
      return { icon: 'waiting', text: 'Waiting', part: null };
    case 'asking':
      return { icon: 'asking', text: askingWords(state, to), part: null };
    case 'moving':
      return {
        icon: direction === 'send' ? 'sending' : 'saving',
        text: movingWords(state),
        part: partOf(state.amount),
      };
    case 'paused':
      return {
        icon: 'paused',
        text: `Waiting for the link: ${thereWords(state.amount)}`,
        part: partOf(state.amount),
      };
    case 'done':
      return { icon: 'done', text: doneWords(transfer, state), part: null };
    case 'failed':
      return { icon: 'failed', text: state.error.message, part: null };
    case 'cancelled':
      return { icon: 'cancelled', text: 'Cancelled: nothing is left', part: null };
  }
}

function askingWords({ name, there }: TransferState & { kind: 'asking' }, to: string): string {
  const what = { file: 'A file', folder: 'A folder', other: 'Something' }[there];
  return `${what} “${name}” is already in ${to}`;
}

/** "38.2 of 61.0 MB, 4.1 MB/s, 6 s left"; of a folder also its files. */
function movingWords({ amount, speed, left }: TransferState & { kind: 'moving' }): string {
  const words = [amountWords(amount)];
  if (amount.files.total > 1)
    words.unshift(`${count(amount.files.done)} of ${count(amount.files.total)} files`);
  if (speed !== null && speed >= 1) words.push(`${bytes(Math.round(speed))}/s`);
  if (left !== null && left >= 1000) words.push(`${duration(left)} left`);
  return words.join(', ');
}

/** "38.2 of 61.0 MB": the unit once where it is the same. */
export function amountWords({ done, total }: Pick<TransferAmount, 'done' | 'total'>): string {
  const [all, unit] = bytes(total).split(' ');
  const [some, same] = bytes(Math.min(done, total)).split(' ');
  return unit === same ? `${some} of ${all} ${unit}` : `${some} ${same} of ${all} ${unit}`;
}

function thereWords(amount: TransferAmount): string {
  return `${amountWords(amount)} are there`;
}

function doneWords(
  { direction, to, what, forSpreadsheet }: Transfer,
  state: TransferState & { kind: 'done' },
): string {
  const { amount, skipped, notes } = state;
  const { done } = amount.files;
  if (done === 0 && skipped > 0) return 'Skipped: the name was taken';
  if (done === 0 && what === 'file') return notes[0] ?? 'Nothing was moved';
  const files = what === 'folder' ? `${count(done)} ${done === 1 ? 'file' : 'files'} ` : '';
  const verb = direction === 'send' ? 'sent' : 'saved';
  const how = forSpreadsheet
    ? 'the same but for formulas, which are text'
    : 'the same at both ends';
  const words = `${files}${verb} to ${to}, ${how}`;
  const left = notes.length === 0 ? '' : `; ${count(notes.length)} left out`;
  return words.charAt(0).toUpperCase() + words.slice(1) + left;
}

function partOf({ done, total }: TransferAmount): number {
  return total === 0 ? 0 : done / total;
}

/** Whether nothing more happens to it by itself. */
export function isOver({ state }: Transfer): boolean {
  return state.kind === 'done' || state.kind === 'failed' || state.kind === 'cancelled';
}

const LAST = 9;
const RANKS: Readonly<Partial<Record<TransferState['kind'], number>>> = {
  asking: 0,
  failed: 1,
  moving: 2,
  paused: 3,
  waiting: 4,
};

/** What needs a person first, then what moves, then what is over with the newest first. */
export function inOrder(transfers: readonly Transfer[]): Transfer[] {
  const rank = ({ state }: Transfer) => RANKS[state.kind] ?? LAST;
  const age = (one: Transfer) => (isOver(one) ? -one.askedAt : one.askedAt);
  return [...transfers].sort((a, b) => rank(a) - rank(b) || age(a) - age(b));
}
