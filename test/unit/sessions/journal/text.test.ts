/** A recording as text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextWriter } from '../../../../main/sessions/journal/export/text';
import type { ExportFacts } from '../../../../main/sessions/journal/export/writer';

const WHOLE: ExportFacts = { title: 'test', missing: 0, since: null, cap: 1_000 };
const SIZE = { cols: 20, rows: 5 };

function textOf(data: string | readonly Buffer[], facts = WHOLE, size = SIZE): string {
  const writer = new TextWriter(facts);
  const pieces = typeof data === 'string' ? [Buffer.from(data)] : data;
  const text = pieces.map((piece) => writer.add({ at: 1, size, data: piece })).join('');
  return text + writer.end();
}

describe('text', () => {
  test('is what stood on the screen, without what a terminal acts on', () => {
    expect(textOf('\x1b]0;title\x07\x1b[31mred\x1b[0m\r\nnext\r\n')).toBe('red\nnext\n');
  });

  test('has of a line that is written over the last state', () => {
    expect(textOf('10 %\r20 %\r100 %\r\ndone\r\n')).toBe('100 %\ndone\n');
    expect(textOf('abc\b\bXY\r\nlong one\r\x1b[Kshort\r\n')).toBe('aXY\nshort\n');
  });

  test('has one line for each that was written, however narrow the window was', () => {
    const long = 'x'.repeat(95);
    expect(textOf(`${long}\r\n${long}\r\nend`)).toBe(`${long}\n${long}\nend\n`);
    expect(textOf(long.repeat(10))).toBe(`${long.repeat(10)}\n`);
  });

  test('keeps what was cleared, with its scrollback, and what a reset took', () => {
    expect(textOf('one\r\ntwo\r\n\x1b[H\x1b[2J\x1b[3Jthree\r\n\x1bcfour\r\n')).toBe(
      'one\ntwo\nthree\nfour\n',
    );
  });

  test('has nothing of programs that take the whole screen', () => {
    expect(textOf('before\r\n\x1b[?1049hfull\r\nscreen\x1b[?1049lafter\r\n')).toBe(
      'before\nafter\n',
    );
  });

  test('goes on after what makes the parser throw', () => {
    const throwing = '\x1b[5;20Hx\x1b[1J';
    expect(textOf([Buffer.from(throwing), Buffer.from('\x1b[Hafter\r\n')])).toContain('after\n');
  });

  test('follows the size of the window', () => {
    const writer = new TextWriter(WHOLE);
    const data = Buffer.from(`${'y'.repeat(50)}\r\n`);
    const wide = writer.add({ at: 1, size: { cols: 100, rows: 3 }, data });
    const narrow = writer.add({ at: 2, size: { cols: 10, rows: 2 }, data });
    const line = 'y'.repeat(50);
    expect(wide + narrow + writer.end()).toBe(`${line}\n${line}\n`);
  });

  test('says first how much is missing', () => {
    const since = Date.UTC(2026, 0, 2, 3, 4, 5);
    expect(textOf('x', { ...WHOLE, missing: 1_234_567, since })).toBe(
      '[1,234,567 bytes of earlier output are not here: the session keeps its last 1,000 bytes. ' +
        'What follows begins at 2026-01-02T03:04:05.000Z.]\n\nx\n',
    );
  });

  test('has every line of plain output once and in order, however it comes', () => {
    const line = fc.stringMatching(/^[!-~]([ -~]{0,60}[!-~])?$/);
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 60 }),
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1 }),
        fc.integer({ min: 2, max: 40 }),
        (lines, lengths, cols) => {
          const bytes = Buffer.from(lines.map((one) => `${one}\r\n`).join(''));
          const pieces: Buffer[] = [];
          for (let at = 0, n = 0; at < bytes.length; n++) {
            const end = at + (lengths[n % lengths.length] ?? 1);
            pieces.push(bytes.subarray(at, end));
            at = end;
          }
          expect(textOf(pieces, WHOLE, { cols, rows: 4 })).toBe(
            lines.map((one) => `${one}\n`).join(''),
          );
        },
      ),
    );
  });

  test('has all of many lines, more than are held at a time', () => {
    const lines = Array.from({ length: 60_000 }, (_, n) => `line ${n}`);
    const text = textOf([Buffer.from(`${lines.join('\r\n')}\r\n`)]);
    expect(text).toBe(`${lines.join('\n')}\n`);
  });
});
