/** How the output that a session keeps is spoken of. */
import type { JournalRange } from '../../../preload/contract';
import { bytes, past } from '../../ui/time';

/** What there is, and what there can be. `now` in ms since 1970. */
export function keptWords({ start, end, cap, since }: JournalRange, now: number): string {
  const from = since === null ? '' : `, printed since ${past(since, now)}`;
  const kept = `The session keeps the last ${bytes(cap)} of its output. ${bytes(end - start)} are there${from}`;
  return start === 0 ? `${kept}: all of it.` : `${kept}; ${bytes(start)} before them are gone.`;
}

/** When it was printed, as far as that is known. Times in ms since 1970. */
export function betweenWords(from: number | null, to: number | null, now: number): string {
  if (from !== null && to !== null) {
    const [first, last] = [past(from, now), past(to, now)];
    return first === last ? `, printed ${first}` : `, from ${first} to ${last}`;
  }
  if (to !== null) return `, before ${past(to, now)}`;
  return from === null ? '' : `, from ${past(from, now)} on`;
}
