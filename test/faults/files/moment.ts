/** When a fault strikes: at a byte of the files, or at a question or its answer. */
import type { Chance } from '../chance';
import { bytesOf, filesOf, type PlannedItem, SMALL } from './items';
import type { Kind, Way } from './kinds';

export type Moment =
  /** When so many bytes of all files have passed: before the next does. */
  | { readonly on: 'bytes'; readonly at: number }
  /** When this byte of one file passes. */
  | { readonly on: 'file'; readonly path: string; readonly at: number }
  /** When the `nth` CALL of this kind, or its REPLY, passes, from 1. */
  | { readonly on: 'call' | 'reply'; readonly op: string; readonly nth: number };

/** A moment that will come. */
export function momentOf(
  chance: Chance,
  kind: Kind,
  way: Way,
  items: readonly PlannedItem[],
): Moment {
  const total = bytesOf(items);
  if (kind === 'changed') {
    const { path, size } = largestOf(items);
    return { on: 'file', path, at: chance.between(0, Math.ceil(0.9 * size)) };
  }
  // Enough must be to come that a disk without room cannot take it.
  if (kind === 'disk-full-there') return { on: 'bytes', at: chance.between(0, 0.9 * total) };
  if (total > 0 && chance.happens(0.6)) return { on: 'bytes', at: chance.between(0, total) };
  const asked = askedOf(way, items);
  const [op, times] = asked[chance.between(0, asked.length)] ?? ['stat', 1];
  const on = chance.happens(0.5) ? 'call' : 'reply';
  return { on, op, nth: chance.between(1, times + 1) };
}

/** The file whose change cannot be missed. */
function largestOf(items: readonly PlannedItem[]) {
  const [first, ...others] = filesOf(items);
  if (first === undefined) throw new Error('A round has at least one file.');
  return others.reduce((largest, file) => (file.size > largest.size ? file : largest), first);
}

/** What is asked of the agent for them, and how often at least. */
function askedOf(way: Way, items: readonly PlannedItem[]): [op: string, times: number][] {
  const files = filesOf(items);
  const folders = items.length - files.length;
  const large = files.filter(({ size }) => size > SMALL).length;
  const all: [string, number][] =
    way === 'fetch'
      ? [
          ['stat', 1],
          ['list', folders],
          ['get', files.length],
          ['done', files.length],
        ]
      : [
          ['mkdir', folders],
          ['put-at-once', files.length > large ? 1 : 0],
          ['put', large],
          ['commit', large],
        ];
  return all.filter(([, times]) => times > 0);
}
