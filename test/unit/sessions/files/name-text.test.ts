/** Names are bytes; what is shown of them is one line that hides nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameText } from '../../../../main/sessions/files/name-text';

const bytes = (...all: (string | number)[]) =>
  Buffer.concat(all.map((one) => (typeof one === 'string' ? Buffer.from(one) : Buffer.of(one))));

test.each([
  [bytes('Lehrkräfte 🙂.csv'), 'Lehrkräfte 🙂.csv'],
  [bytes('a', 0xff, 'b'), 'a‹xFF›b'],
  [bytes('ä'.slice(0), 0xc3), 'ä‹xC3›'],
  [bytes('a\nb\u202egnp.exe'), 'a␊b‹U+202E›gnp.exe'],
  [bytes(0xed, 0xa0, 0x80), '‹xED›‹xA0›‹x80›'],
  [bytes('\ufeffx'), '‹U+FEFF›x'],
  [bytes(), ''],
])('%j is shown', (name, text) => expect(nameText(name)).toBe(text));

const NAME = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => new Uint8Array(Buffer.from(text))),
);

test('nothing that acts or hides is left, whatever the bytes', () => {
  fc.assert(
    fc.property(NAME, (name) => {
      const text = nameText(name);
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

test('names without escapes in them are told apart', () => {
  fc.assert(
    fc.property(NAME, NAME, (a, b) => {
      fc.pre(Buffer.compare(a, b) !== 0);
      const plain = (name: Uint8Array) => !/[‹›␀-␡]/.test(Buffer.from(name).toString());
      fc.pre(plain(a) && plain(b));
      expect(nameText(a)).not.toBe(nameText(b));
    }),
  );
});
