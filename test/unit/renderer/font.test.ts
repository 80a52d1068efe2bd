/** The terminal's font: nothing typed can end the declaration, and rows are as high as the design's. */
import { describe, expect, it } from 'vitest';
import {
  fontStack,
  letterSpacing,
  lineHeight,
  sizeThatFits,
} from '../../../renderer/terminal/font';
import { liftFor } from '../../../renderer/terminal/useLift';
import { toHex } from '../../../renderer/ui/theme';

describe('fontStack', () => {
  it('is the usual one where nothing was typed', () =>
    expect(fontStack(' , ', 'monospace')).toBe('monospace'));

  it('quotes each name', () =>
    expect(fontStack('JetBrains Mono, 等距更纱黑体', 'monospace')).toBe(
      '"JetBrains Mono", "等距更纱黑体", monospace',
    ));

  it('keeps only what a name has', () =>
    expect(fontStack('x"; background: url(//evil)', 'mono')).toBe('"x background urlevil", mono'));
});

describe('lineHeight', () => {
  it('makes rows of 19 px at 13 px', () =>
    expect(Math.floor(15.13 * lineHeight(13, 15.13))).toBe(19));

  it('never presses lines together', () => expect(lineHeight(13, 30)).toBe(1));

  it('is 1 where nothing can be measured', () => expect(lineHeight(13, 0)).toBe(1));
});

describe('letterSpacing', () => {
  it('gives back what WebGL takes away', () => {
    expect(letterSpacing(7.83, 1, true)).toBe(1);
    expect(letterSpacing(7.2, 1, true)).toBe(0);
    expect(letterSpacing(7.83, 1, false)).toBe(0);
  });
});

describe('liftFor', () => {
  it('lifts so far that the cursor is seen above the notices', () => {
    expect(liftFor(100, 500, 80)).toBe(0);
    expect(liftFor(450, 500, 80)).toBe(30);
    expect(liftFor(500, 500, 80)).toBe(80);
    expect(liftFor(500, 500, 0)).toBe(0);
  });
});

describe('toHex', () => {
  it('writes what a browser computes as xterm reads it', () =>
    expect(toHex('rgb(11, 122, 117)')).toBe('#0b7a75'));
});

describe('sizeThatFits', () => {
  const widthAt = (size: number) => size * 0.6;
  const sizeFor = (cols: number, rows: number) =>
    sizeThatFits({ cols, rows }, { width: 800, height: 500 }, 13, widthAt);

  it('is the usual size where that fits', () => expect(sizeFor(80, 24)).toBe(13));

  it('is smaller where there are more columns or rows', () => {
    expect(sizeFor(130, 24)).toBe(10);
    expect(sizeFor(80, 40)).toBe(8);
  });

  it('is never so small that nothing can be seen', () => expect(sizeFor(1000, 1000)).toBe(4));
});
