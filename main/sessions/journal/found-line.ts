/** A line that the agent found, as it is shown. */
import type { z } from 'zod';
import type { JournalLine } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import type { JournalAnswers } from '../wire/journal';

type Found = z.output<(typeof JournalAnswers)['journal-search']>['found'][number];

/** Cuts it where the match is; the agent counts characters, not JavaScript's halves of them. */
export function foundLine({ offset, at, text, from, to, cut }: Found): JournalLine {
  const characters = [...text.replaceAll('\t', ' ')];
  const piece = (first: number, end?: number) => visible(characters.slice(first, end).join(''));
  const before = `${cut ? '…' : ''}${piece(0, from)}`;
  return { offset, at, before, match: piece(from, to), after: piece(Math.max(from, to)) };
}
