/** What a search through all of a session's output has found so far. Pure: an answer in, the next state out. */
import type { AppError, JournalFound, JournalLine } from '../../../preload/contract';
import { bytes, count } from '../../ui/time';

export interface Found {
  /** The newest first. */
  readonly lines: readonly JournalLine[];
  /** Where the search goes on, or null: all has been looked through. */
  readonly next: number | null;
  /** What is kept of the output: bytes from and to. */
  readonly start: number;
  readonly end: number;
  readonly searching: boolean;
  readonly error: AppError | null;
}

/** A search that has begun. */
export const BEGUN: Found = {
  lines: [],
  next: null,
  start: 0,
  end: 0,
  searching: true,
  error: null,
};

/** So many lines are looked for at a time; the window asks before it shows more. */
export const AT_A_TIME = 200;

/** With one more answer; it goes on until there are `goal` lines. */
export function withPart(found: Found, part: JournalFound, goal: number): Found {
  const lines = [...found.lines, ...part.lines];
  const { next, start } = part;
  // What is printed meanwhile is not part of the search.
  const end = found.end === 0 ? part.end : found.end;
  const searching = next !== null && lines.length < goal;
  return { lines, next, start, end, searching, error: null };
}

/** The line a step further on of `count`, round and round; -1 is before the first one, and where there is none. */
export function lineAfter(at: number, direction: 'next' | 'previous', count: number): number {
  if (count === 0) return -1;
  if (direction === 'next') return (at + 1) % count;
  return (at <= 0 ? count : at) - 1;
}

/** What is said of it: how many lines, and of how much. */
export function foundWords(found: Found): string {
  const { lines, next, start, end, searching } = found;
  const lineCount = lines.length === 1 ? '1 line' : `${count(lines.length)} lines`;
  if (searching || next !== null) {
    const looked = end > start && next !== null ? (end - next) / (end - start) : 0;
    return `${lines.length === 0 ? 'No line' : lineCount} yet, ${Math.floor(looked * 100)} % looked through`;
  }
  const all = `all ${bytes(end - start)} of output`;
  const gone = start > 0 ? `; ${bytes(start)} before it are gone` : '';
  return lines.length === 0 ? `Not in ${all}${gone}` : `${lineCount} in ${all}${gone}`;
}
