/** Keys that wait, in words; whatever is in them can do nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Waiting } from '../../../../renderer/terminal/store';
import {
  amount,
  endsWithEnter,
  keysText,
  waitingText,
  whenTheyGo,
} from '../../../../renderer/terminal/waiting/words';
import { seed } from '../../chance';

const bytes = (text: string) => new TextEncoder().encode(text);
const waiting = (text: string, more: Partial<Waiting> = {}): Waiting => {
  const data = bytes(text);
  return { bytes: data.length, data, since: 0, asks: false, readable: true, ...more };
};

test('Enter is seen, and so is all that could act', () => {
  expect(keysText([bytes('wc -l gam.log\r')])).toBe('wc -l gam.log⏎');
  expect(keysText([bytes('\u001b[200~a\u0003\u202eb')])).toBe('␛[200~a␃‹U+202E›b');
});

test('nothing in any keys is a control character any more', () => {
  const any = fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
    expect(keysText([data])).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
  });
  fc.assert(any, { seed });
});

test('letters that are cut apart are put together', () => {
  const euro = bytes('€');
  expect(keysText([euro.subarray(0, 1), euro.subarray(1)])).toBe('€');
});

test('they are counted, and measured where not all of them are known', () => {
  expect(amount(waiting('y'))).toBe('1 keystroke');
  expect(amount(waiting('é€\r'))).toBe('3 keystrokes');
  expect(amount(waiting('abc', { bytes: 38_200 }))).toBe('38.2 KB');
  expect(waitingText(waiting('abc', { bytes: 9 }))).toBe('abc…');
});

test('it is said how long they go by themselves', () => {
  expect(whenTheyGo(waiting('y', { since: 1_000 }), 7_000)).toContain('within 4 s');
  expect(whenTheyGo(waiting('y', { since: 1_000 }), 11_000)).toBe('You are asked before they go.');
});

test('they can go without their Enter where it is the last of them', () => {
  expect(endsWithEnter(waiting('y\r'))).toBe(true);
  expect(endsWithEnter(waiting('y'))).toBe(false);
  expect(endsWithEnter(waiting('y\r', { bytes: 9_000 }))).toBe(false);
});
