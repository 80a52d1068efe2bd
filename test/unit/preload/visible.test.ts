import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible } from '../../../preload/visible';

/** What hides, behind what it may mean something to. */
const hiding = fc
  .array(
    fc.constantFrom(...'aé学👩🏫می1#\u20e3\u200c\u200d\ufe0f\u202e\ufeff\u3164\u034f\u{e0067}'),
  )
  .map((characters) => characters.join(''));

describe('a name is shown', () => {
  test.each([
    ['plain', 'plain'],
    ['Lehrkräfte 学校 👩‍🏫', 'Lehrkräfte 学校 👩‍🏫'],
    ['two\nlines', 'two␊lines'],
    ['\u001b[31mred', '␛[31mred'],
    ['report\u202efdp.exe', 'report‹U+202E›fdp.exe'],
    ['del\u007f', 'del␡'],
    ['half \ud800', 'half �'],
    ['pay\u200cpal\u2060', 'pay‹U+200C›pal‹U+2060›'],
    ['\u3164 학\u115f', '‹U+3164› 학‹U+115F›'],
    ['👩\ufeff\u200d', '👩‹U+FEFF›‹U+200D›'],
    ['می‌خواهم 1️⃣ ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'می‌خواهم 1️⃣ ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['a\ufe0f1\ufe0f2\u{e0041}', 'a‹U+FE0F›1‹U+FE0F›2‹U+E0041›'],
  ])('%j as %j', (name, shown) => expect(visible(name)).toBe(shown));

  test('without a control or direction character, and the same when shown twice', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), hiding), (name) => {
        const shown = visible(name);
        expect(shown).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(visible(shown)).toBe(shown);
      }),
    );
  });
});
