/** The check of what was typed would notice what must not be. */
import { describe, expect, test } from 'vitest';
import { textOf, whatIsWrong } from '../../e2e/lib/load/typed';

const typed = [0, 1, 2].map((round) => textOf(round, 100));
const [first = '', second = '', third = ''] = typed;

describe('what was typed by apps that were killed', () => {
  test('may come in part, or not at all', () => {
    for (const got of [first + second + third, `${first.slice(0, 30)}${third.slice(0, 2)}`, ''])
      expect(whatIsWrong(got, typed)).toBeNull();
  });

  test('never comes twice, later, changed, or with a hole', () => {
    const wrong = [
      first + first,
      second + first,
      first.slice(0, 20) + first.slice(21),
      first + first.slice(-4),
      `x${first}`,
      `${first}<9`,
    ];
    for (const got of wrong) expect(whatIsWrong(got, typed)).not.toBeNull();
  });
});
