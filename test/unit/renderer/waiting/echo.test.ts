/** What may be shown of keys: never those of a question for a password. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Echo } from '../../../../renderer/terminal/waiting/echo';
import { seed } from '../../chance';

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
    'Enter is not answered',
    [
      ['types', 'l'],
      ['prints', 'l'],
      ['types', '\r'],
      ['prints', '\r'],
    ],
    false,
  ],
  [
    'Enter is answered by a new line',
    [
      ['types', 'l'],
      ['prints', 'l'],
      ['types', '\r'],
      ['prints', '\r\n'],
    ],
    true,
  ],
  [
    'a line was not printed, what came after it has its letters',
    [
      ['types', 'o'],
      ['types', 'k'],
      ['types', '\r'],
      ['prints', '\r\n'],
      ['prints', 'ok\r\n$ '],
    ],
    false,
  ],
  [
    'the line after one that was not printed is',
    [
      ['types', 'ok\r'],
      ['prints', '\r\n$ '],
      ['types', 'l'],
      ['prints', 'l'],
    ],
    true,
  ],
  [
    'not the last key alone',
    [
      ['types', 'a'],
      ['types', 'b'],
      ['prints', 'b'],
    ],
    false,
  ],
  [
    'something else is printed before it',
    [
      ['types', 'b'],
      ['prints', 'a job'],
    ],
    false,
  ],
  [
    'its letter is that of a colour',
    [
      ['types', 'm'],
      ['prints', '\u001b[3'],
      ['prints', '1m'],
    ],
    false,
  ],
  [
    'it is printed in a colour',
    [
      ['types', 'm'],
      ['prints', '\u001b[31'],
      ['prints', 'mm\u001b[0m'],
    ],
    true,
  ],
  [
    'a sequence goes on that began before it',
    [
      ['prints', '\u001b[3'],
      ['types', 'm'],
      ['prints', '1m'],
    ],
    false,
  ],
  [
    'its letter is in a title',
    [
      ['types', 'm'],
      ['prints', '\u001b]0;m\u0007'],
    ],
    false,
  ],
  [
    'a paste is printed',
    [
      ['types', '\u001b[200~ls -l\u001b[201~'],
      ['prints', '\u001b[7mls -l\u001b[27m'],
    ],
    true,
  ],
  [
    'a paste is not printed',
    [
      ['types', 'l'],
      ['prints', 'l'],
      ['types', '\u001b[200~s\u001b[201~'],
    ],
    false,
  ],
  [
    'a question came in two chunks',
    [
      ['types', 'o'],
      ['prints', 'o'],
      ['prints', '\r\nPass'],
      ['prints', 'word'],
      ['prints', ': '],
    ],
    false,
  ],
  [
    'a question in another language',
    [
      ['types', 'o'],
      ['prints', 'o'],
      ['prints', '\r\nKennwort für lena:\u001b[0m'],
      ['prints', ' '],
    ],
    false,
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

/** Text in pieces: a piece ends before each of the places. */
function pieces(text: string, places: readonly number[]): string[] {
  const cuts = [0, ...places.map((at) => at % (text.length + 1)), text.length].sort(
    (a, b) => a - b,
  );
  return cuts.slice(1).map((to, at) => text.slice(cuts[at], to));
}
const cuts = fc.array(fc.nat(), { maxLength: 8 });
const word = fc.stringMatching(/^[a-z0-9é]{1,12}$/);
/** What is printed and is no letter: colours, titles, moves of the cursor, bells. */
const silent = fc.constantFrom(
  '',
  '\u001b[1;31m',
  '\u001b]0;a title\u001b\\',
  '\b',
  '\u0007',
  '\u001b(B',
);
const typed = (text: string) => ['types', text] as ['types', string];
const printed = (all: string[]) => all.map((text) => ['prints', text] as ['prints', string]);

test('what is printed back is shown, whichever chunks keys and output come in', () => {
  const any = fc.property(word, cuts, cuts, fc.array(silent), (text, in_, out, between) => {
    const output = [...text].map((char, at) => `${between[at] ?? ''}${char}`).join('');
    const steps = [...pieces(text, in_).map(typed), ...printed(pieces(output, out))];
    expect(after(...steps)).toBe(true);
  });
  fc.assert(any, { seed });
});

test('with one key that is not printed nothing is shown, whatever was before', () => {
  const any = fc.property(
    fc.array(word, { maxLength: 3 }),
    word,
    word,
    cuts,
    silent,
    (before, text, end, out, more) => {
      const lines = before.flatMap((line) => [
        typed(`${line}\r`),
        ...printed(pieces(`${line}\r\n$ `, out)),
      ]);
      const output = printed(pieces(`${text}${more}`, out));
      expect(after(...lines, typed(text), typed(end), ...output)).toBe(false);
    },
  );
  fc.assert(any, { seed });
});

test('a line that was not printed shows nothing, whatever comes after it', () => {
  const any = fc.property(word, fc.string(), cuts, cuts, (text, output, in_, out) => {
    const line = printed(pieces(`\r\n${output}`, out));
    expect(after(...pieces(`${text}\r`, in_).map(typed), ...line)).toBe(false);
  });
  fc.assert(any, { seed });
});

test('it is the same in one chunk or in many', () => {
  const key = fc.oneof(word, fc.constantFrom('\r', '\u001b[A'));
  const part = fc.oneof(word, silent, fc.constantFrom('\r\n', '$ ', 'PIN: '));
  const step = fc.tuple(fc.boolean(), key, fc.array(part, { maxLength: 4 }), cuts);
  const any = fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
    const asked = steps.map(([echoes, keys, more, at]) => ({
      keys: typed(keys),
      output: `${echoes ? keys.replace('\r', '\r\n') : ''}${more.join('')}`,
      at,
    }));
    const whole = asked.flatMap(({ keys, output }) => [keys, ...printed([output])]);
    const cut = asked.flatMap(({ keys, output, at }) => [keys, ...printed(pieces(output, at))]);
    expect(after(...cut)).toBe(after(...whole));
  });
  fc.assert(any, { seed });
});
