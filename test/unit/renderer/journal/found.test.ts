/** A search through all of a session's output, as the window knows it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BEGUN,
  foundWords,
  lineAfter,
  withPart,
} from '../../../../renderer/terminal/journal/found';
import { betweenWords, keptWords } from '../../../../renderer/terminal/journal/words';

const line = (offset: number) => ({ offset, at: null, before: '', match: 'x', after: '' });
const part = (offsets: number[], next: number | null, start = 0, end = 1_000_000) => ({
  lines: offsets.map(line),
  next,
  start,
  end,
});

describe('what is found', () => {
  it('is gone through line by line, round and round', () => {
    expect(lineAfter(-1, 'next', 3)).toBe(0);
    expect(lineAfter(2, 'next', 3)).toBe(0);
    expect(lineAfter(-1, 'previous', 3)).toBe(2);
    expect(lineAfter(0, 'previous', 3)).toBe(2);
    expect(lineAfter(2, 'previous', 3)).toBe(1);
    expect(lineAfter(-1, 'next', 0)).toBe(-1);
  });

  it('goes on until there are enough lines, or all is looked through', () => {
    const one = withPart(BEGUN, part([9, 8], 500_000), 3);
    expect(one).toMatchObject({ searching: true, next: 500_000 });
    expect(foundWords(one)).toBe('2 lines yet, 50 % looked through');
    const enough = withPart(one, part([7], 250_000), 3);
    expect(enough).toMatchObject({ searching: false, next: 250_000 });
    const all = withPart(enough, part([], null), 6);
    expect(all.searching).toBe(false);
    expect(all.lines.map(({ offset }) => offset)).toEqual([9, 8, 7]);
    expect(foundWords(all)).toBe('3 lines in all 1.0 MB of output');
  });

  it('says what is not there to be found', () => {
    const none = withPart(BEGUN, part([], null, 400_000), 3);
    expect(foundWords(none)).toBe('Not in all 600.0 KB of output; 400.0 KB before it are gone');
  });

  it('counts forward however the session goes on printing', () => {
    const parts = fc.array(fc.tuple(fc.nat(5), fc.nat(1_000_000)), { maxLength: 20 });
    fc.assert(
      fc.property(parts, (answers) => {
        let found = BEGUN;
        let next = 1_000_000;
        const seen = answers.map(([lines, step], n) => {
          next = Math.max(1, next - step);
          const offsets = Array.from({ length: lines }, (_, i) => next + i);
          found = withPart(found, part(offsets, next, 0, 1_000_000 + n), Number.POSITIVE_INFINITY);
          return Number(/(\d+) %/.exec(foundWords(found))?.[1]);
        });
        expect(seen).toEqual([...seen].sort((a, b) => a - b));
        expect(seen.every((percent) => percent >= 0 && percent <= 100)).toBe(true);
      }),
    );
  });
});

describe('words', () => {
  const at = (hour: number) => new Date(2026, 0, 2, hour).getTime();

  it('say what is kept, and what is gone', () => {
    const range = { start: 0, end: 1_500_000, cap: 268_435_456, since: at(9), at: null };
    expect(keptWords(range, at(12))).toBe(
      'The session keeps the last 268.4 MB of its output. 1.5 MB are there, printed since 09:00 today: all of it.',
    );
    expect(keptWords({ ...range, start: 500_000, since: null }, at(12))).toBe(
      'The session keeps the last 268.4 MB of its output. 1.0 MB are there; 500.0 KB before them are gone.',
    );
  });

  it('say when, as far as it is known', () => {
    expect(betweenWords(at(9), at(10), at(12))).toBe(', from 09:00 today to 10:00 today');
    expect(betweenWords(at(9), at(9), at(12))).toBe(', printed 09:00 today');
    expect(betweenWords(null, at(10), at(12))).toBe(', before 10:00 today');
    expect(betweenWords(at(9), null, at(12))).toBe(', from 09:00 today on');
    expect(betweenWords(null, null, at(12))).toBe('');
  });
});
