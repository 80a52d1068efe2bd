/** A tenant's badge in the tray's menu: its colour, in a shape with round corners. */
import { describe, expect, it } from 'vitest';
import { FILLS } from '../../../../main/desktop/tenant-colours';
import { badgePixels } from '../../../../main/desktop/tray/badge';

const pixel = (pixels: Buffer, side: number, x: number, y: number) =>
  pixels.readUInt32LE(4 * (y * side + x)).toString(16);

describe.each([16, 32])('a badge of %i px', (side) => {
  it('is filled with the colour, and its corners are clear', () => {
    const pixels = badgePixels('teal', side);
    expect(pixels).toHaveLength(4 * side * side);
    expect(pixel(pixels, side, side / 2, side / 2)).toBe('ff0b7a75');
    for (const [x, y] of [
      [0, 0],
      [side - 1, 0],
      [0, side - 1],
      [side - 1, side - 1],
    ] as const)
      expect(pixel(pixels, side, x, y)).toBe('0');
  });

  it('of the demo domain is hatched, and no other one', () => {
    const colours = (colour: 'demo' | 'plum') => {
      const pixels = badgePixels(colour, side);
      const all = Array.from({ length: side * side }, (_, at) => pixels.readUInt32LE(4 * at));
      return new Set(
        all.filter((value) => value > 0).map((value) => (value & 0xffffff).toString(16)),
      );
    };
    expect([...colours('demo')].sort()).toEqual(FILLS.demo.map((fill) => fill?.slice(1)).sort());
    expect(colours('plum')).toEqual(new Set(['8440c0']));
  });
});
