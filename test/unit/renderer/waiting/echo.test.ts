/** What may be shown of keys: never those of a question for a password. */
import { expect, test } from 'vitest';
import { Echo } from '../../../../renderer/terminal/waiting/echo';

const bytes = (text: string) => new TextEncoder().encode(text);

function after(...steps: ['types' | 'prints', string][]): boolean {
  const echo = new Echo();
  for (const [kind, text] of steps) {
    if (kind === 'types') echo.typed(bytes(text));
    else echo.printed(bytes(text));
  }
  return echo.shows;
}

test.each([
  ['nothing is known yet', [], false],
  [
    'a shell prints it back',
    [
      ['types', 'l'],
      ['prints', 'l'],
    ],
    true,
  ],
  [
    'it is not printed',
    [
      ['types', 'l'],
      ['prints', 'l'],
      ['types', 's'],
      ['prints', '\r\n'],
    ],
    false,
  ],
  [
    'Enter is printed by nobody',
    [
      ['types', 'l'],
      ['prints', 'l'],
      ['types', '\r'],
    ],
    true,
  ],
  [
    'an arrow says nothing',
    [
      ['types', 'l'],
      ['prints', 'l'],
      ['types', '\u001b[A'],
    ],
    true,
  ],
  [
    'a password is asked for',
    [
      ['types', 'o'],
      ['prints', 'o'],
      ['prints', '\r\nPassword: '],
    ],
    false,
  ],
  [
    'one was asked for before',
    [
      ['types', 'o'],
      ['prints', 'o'],
      ['prints', 'Password: \r\n$ '],
    ],
    true,
  ],
  [
    'letters of two bytes',
    [
      ['types', 'é'],
      ['prints', 'é'],
    ],
    true,
  ],
] as const)('%s', (_, steps, shows) => {
  expect(after(...steps.map(([kind, text]): ['types' | 'prints', string] => [kind, text]))).toBe(
    shows,
  );
});
