/**
 * A tenant's colour beside the sessions in the tray's menu: the filled shape that stands for it everywhere. Its letters are not
 * in it, since main has no fonts, and the name stands behind it. Pure.
 */
import type { TenantColour } from '../../../preload/contract';
import { FILLS } from '../tenant-colours';

/** The side of a badge in a menu. px */
export const BADGE_PX = 16;

/** The corners are cut by so much of the side, as in the header. */
const CORNER = 1 / 5;
/** The hatch of the demo domain: its two colours share this much of the side. */
const HATCH = 1 / 3;

/** The pixels of a badge of `side` px, row by row, each as blue, green, red and how solid it is: what a bitmap of Electron is. */
export function badgePixels(colour: TenantColour, side: number): Buffer {
  const [fill, stripe = fill] = FILLS[colour];
  const pixels = Buffer.alloc(4 * side * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const isStripe = (x + y) % (side * HATCH) < (side * HATCH) / 2;
      const value = Number.parseInt((isStripe ? stripe : fill).slice(1), 16);
      if (isInside(x, y, side)) pixels.writeUInt32LE(0xff000000 + value, 4 * (y * side + x));
    }
  return pixels;
}

/** Whether the middle of a pixel is within the shape with round corners. */
function isInside(x: number, y: number, side: number): boolean {
  const corner = side * CORNER;
  const beyond = (at: number) => Math.max(0, corner - (at + 0.5), at + 0.5 - (side - corner));
  return Math.hypot(beyond(x), beyond(y)) <= corner;
}
