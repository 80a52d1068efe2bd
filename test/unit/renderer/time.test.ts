/** Times, counts and sizes as they are written. */
import { describe, expect, it } from 'vitest';
import {
  bytes,
  clock,
  coming,
  comingShort,
  count,
  duration,
  past,
} from '../../../renderer/ui/time';

const S = 1000;
const MIN = 60 * S;
const H = 60 * MIN;
const at = (day: number, hour: number, minute = 0) =>
  new Date(2026, 10, day, hour, minute).getTime();

describe('duration', () => {
  it.each([
    [-5, '0 s'],
    [9 * S, '9 s'],
    [59.9 * S, '59 s'],
    [MIN, '1 min'],
    [38 * MIN, '38 min'],
    [H, '1 h'],
    [5 * H + 2 * MIN, '5 h 02 min'],
    [2 * H + 14 * MIN, '2 h 14 min'],
    [24 * H, '1 d'],
    [24 * H + 30 * MIN, '1 d'],
    [76 * H, '3 d 4 h'],
  ])('%i ms is %s', (ms, words) => expect(duration(ms)).toBe(words));
});

describe('moments', () => {
  it('has 24 hours', () => expect(clock(at(24, 6, 5))).toBe('06:05'));

  it('says days of the past', () => {
    expect(past(at(24, 9, 52), at(24, 23))).toBe('09:52 today');
    expect(past(at(23, 23, 59), at(24, 0, 1))).toBe('yesterday');
    expect(past(at(12, 9), at(24, 9))).toBe('12 Nov');
  });

  it('says days to come', () => {
    expect(coming(at(24, 18), at(24, 9))).toBe('18:00');
    expect(coming(at(25, 2), at(24, 18))).toBe('tomorrow 02:00');
    expect(coming(at(27, 18), at(24, 18))).toBe('27 Nov, 18:00');
  });

  it('says the hour within a day where there is little room', () => {
    expect(comingShort(at(25, 2), at(24, 18))).toBe('02:00');
    expect(comingShort(at(26, 2), at(24, 18))).toBe('26 Nov');
  });
});

describe('counts', () => {
  it('keeps thousands apart', () => expect(count(1234567)).toBe('1,234,567'));

  it.each([
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 KB'],
    [38_200_000, '38.2 MB'],
    [999_960, '1.0 MB'],
    [5e12, '5.0 TB'],
    [5e15, '5000.0 TB'],
  ])('%i bytes are %s', (n, words) => expect(bytes(n)).toBe(words));
});
