/** What is pasted cannot act by itself, and is shown first where it has several lines. */
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../renderer/terminal/paste';

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
