import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SessionPath } from '../../../../preload/contract';
import { promptText } from '../../../../renderer/terminal/drop/prompt';

const pathOf = (bytes: string | Uint8Array) =>
  SessionPath.parse(Buffer.from(bytes).toString('base64'));

/** What a real shell makes of the words of a line. */
function words(line: string): string[] {
  const output = execFileSync('sh', ['-c', `printf '%s\\0' ${line}`]).toString('utf8');
  return output.split('\0').slice(0, -1);
}

/** A name that can be typed. */
const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what cannot be typed
  .filter((text) => text.isWellFormed() && !/[\u0000-\u001f\u007f-\u009f]/.test(text));

test('a shell reads the paths as they are', () => {
  const tricky = fc.constantFrom("it's", '-rf', '$HOME', '`id`', 'a b', '~', '*', '"', '#x', '\\');
  fc.assert(
    fc.property(fc.array(fc.oneof(name, tricky), { minLength: 1, maxLength: 5 }), (names) => {
      const line = promptText(names.map(pathOf)) ?? '';
      const expected = names.map((one) => (one.startsWith('-') ? `./${one}` : one));
      expect(words(line)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('plain paths stay plain', () => {
  expect(promptText([pathOf('new-staff.csv'), pathOf('sub/é.csv')])).toBe(
    'new-staff.csv sub/é.csv ',
  );
});

test('what would act at a prompt, or is no text, is not typed', () => {
  for (const bytes of ['a\nb', 'a\rb', '\u001b[201~', Buffer.from([0x61, 0xff])])
    expect(promptText([pathOf('ok'), pathOf(bytes)])).toBeNull();
});
