import { expect, test } from 'vitest';
import { cut, table, width } from '../../../main/cli/table';
import { age } from '../../../main/cli/words';

test('columns line up, also with wide characters', () => {
  const lines = table([
    ['ID', 'NAME', 'STATE'],
    ['abcde', '名前', 'Ready'],
    ['fghij', 'Zoë 👩‍👩‍👧', 'Ended'],
  ]).split('\n');
  const column = lines.slice(0, 3).map((line) => width(line.replace(/(STATE|Ready|Ended)$/, '')));
  expect(new Set(column).size).toBe(1);
});

test('nothing in a name acts in the terminal', () => {
  const text = table([['a\u001b[2J\r\n\u202e"$(x)', 'b']]);
  expect(text).toBe('a␛[2J␍␊‹U+202E›"$(x)  b\n');
});

test('a long name is cut', () => {
  expect(cut('a'.repeat(300), 10)).toBe(`${'a'.repeat(9)}…`);
  expect(table([['x'.repeat(300), 'y']], 40)).toHaveLength(40 + 2 + 1 + 1);
});

test.each([
  [-5, '0 s'],
  [59_000, '59 s'],
  [61_000, '1 min'],
  [3 * 3600_000, '3 h'],
  [50 * 3600_000, '2 d'],
])('%d ms are %s', (ms, words) => {
  expect(age(ms)).toBe(words);
});
