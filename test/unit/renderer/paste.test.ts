/** What is pasted cannot act by itself, and is shown first where it has several lines. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_JUDGED } from '../../../preload/contract';
import { inspect, shownPart } from '../../../renderer/terminal/paste';

describe('inspect', () => {
  it('lets one line through', () =>
    expect(inspect('gam info domain')).toEqual({
      text: 'gam info domain',
      dropped: 0,
      lines: 1,
      ask: false,
    }));

  it.each(['a\nb', 'a\r\nb', 'a\rb'])('asks about several lines (%j)', (text) =>
    expect(inspect(text)).toMatchObject({ text: 'a\nb', lines: 2, ask: true }),
  );

  it('asks about a line that would run at once', () =>
    expect(inspect('rm -rf x\n')).toMatchObject({ lines: 1, ask: true }));

  it('leaves out what could end a bracketed paste, and asks', () =>
    expect(inspect('a\u001b[201~b\u009bc\u0000')).toEqual({
      text: 'a[201~bc',
      dropped: 3,
      lines: 1,
      ask: true,
    }));

  it('keeps tabs and writing of all kinds', () =>
    expect(inspect('a\tß 你好 👩‍👩‍👧')).toMatchObject({ text: 'a\tß 你好 👩‍👩‍👧', ask: false }));
});

describe('the part of a text that is shown', () => {
  it('is all of a short one, without its last line end', () => {
    expect(shownPart('a\n\nb\n')).toEqual({ lines: ['a', '', 'b'], hidden: 0 });
    expect(shownPart('')).toEqual({ lines: [''], hidden: 0 });
  });

  it('has no more lines than are judged: none stands beside the mark of another', () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `${at % 10}`).join('\n');
    const { lines, hidden } = shownPart(text);
    expect(lines).toHaveLength(MOST_JUDGED);
    expect(hidden).toBe(text.length - 2 * MOST_JUDGED);
    expect(shownPart(`${'\n'.repeat(MOST_JUDGED)}`).hidden).toBe(0);
  });

  it('is as long as can be read, of a long line too', () =>
    expect(shownPart(`a\n${'b'.repeat(30_000)}`)).toEqual({
      lines: ['a', 'b'.repeat(19_998)],
      hidden: 10_002,
    }));

  it('is the beginning of the text, and says how long the rest is', () => {
    const line = fc.constantFrom('', 'gam info domain', 'x'.repeat(7_000));
    const text = fc
      .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom(1, 400))
      .map(([lines, times]) => `${lines.join('\n')}\n`.repeat(times));
    fc.assert(
      fc.property(text, (all) => {
        const { lines, hidden } = shownPart(all);
        const shown = lines.join('\n');
        expect(all.startsWith(shown)).toBe(true);
        const rest = all.slice(shown.length).replace(/^\n/, '');
        expect(hidden).toBe(rest.length);
      }),
    );
  });
});
