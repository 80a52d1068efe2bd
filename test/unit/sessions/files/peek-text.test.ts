/** The beginning of a file as text. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peekText } from '../../../../main/sessions/files/peek-text';

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

test.each([
  [Buffer.from('Straße\r\n\tx\n'), 'UTF-8', 'Straße\n\tx\n'],
  [Buffer.from('\ufeffa'), 'UTF-8', 'a'],
  [utf16('Straße'), 'UTF-16', 'Straße'],
  [utf16('Straße').swap16(), 'UTF-16', 'Straße'],
  [Buffer.from('Straße', 'latin1'), 'Windows-1252', 'Straße'],
  [Buffer.from('a\u001b[31m\u202eb'), 'UTF-8', 'a␛[31m‹U+202E›b'],
])('%j is read', (bytes, encoding, text) => {
  const whole = { kind: 'text', text, encoding, cut: false, size: bytes.length };
  expect(peekText(bytes, bytes.length)).toEqual(whole);
});

test('what has zero bytes is no text', () => {
  expect(peekText(Buffer.from('\u007fELF\u0000'), 5)).toEqual({ kind: 'binary', size: 5 });
});

test('a character that is cut at the end is left out, and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(20), (text, cutAt) => {
      const bytes = Buffer.from(`é${text}`);
      fc.pre(!bytes.includes(0));
      const peeked = peekText(bytes.subarray(0, cutAt + 2), bytes.length + 2);
      expect(peeked).toMatchObject({ kind: 'text', encoding: 'UTF-8', cut: true });
    }),
  );
});
