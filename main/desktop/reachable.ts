/** Where a window that was somewhere can be put again; apart from Electron, so that it can be tested alone. */
import { z } from 'zod';

/** A window's place in screen coordinates, in device independent pixels. */
export const Rectangle = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(100).max(20_000),
  height: z.number().int().min(100).max(20_000),
});
export type Rectangle = z.infer<typeof Rectangle>;

/** So much of a title bar is enough to be seen and dragged. */
const WIDTH = 120;
const HEIGHT = 40;

/** Whether enough of a window's title bar lies on one of the screens. */
export function isReachable(window: Rectangle, screens: readonly Rectangle[]): boolean {
  return screens.some((screen) => {
    const left = Math.max(window.x, screen.x);
    const right = Math.min(window.x + window.width, screen.x + screen.width);
    const inHeight = window.y >= screen.y && window.y + HEIGHT <= screen.y + screen.height;
    return inHeight && right - left >= Math.min(WIDTH, window.width);
  });
}

/** The same place, or, where nobody could reach the window there, the next one on the nearest screen, no larger than that. */
export function reachablePlace(window: Rectangle, screens: readonly Rectangle[]): Rectangle {
  const nearest = [...screens].sort((a, b) => distance(window, a) - distance(window, b))[0];
  if (nearest === undefined || isReachable(window, screens)) return window;
  const [x, width] = within(window.x, window.width, nearest.x, nearest.width);
  const [y, height] = within(window.y, window.height, nearest.y, nearest.height);
  return { x, y, width, height };
}

/** A length that begins at `start`, moved and cut so that it lies between `from` and `from + most`. */
function within(start: number, length: number, from: number, most: number): [number, number] {
  const cut = Math.min(length, most);
  return [Math.min(Math.max(start, from), from + most - cut), cut];
}

/** Between the middles, squared. */
function distance(a: Rectangle, b: Rectangle): number {
  const between = (from: number, length: number, other: number, otherLength: number) =>
    from + length / 2 - (other + otherLength / 2);
  return between(a.x, a.width, b.x, b.width) ** 2 + between(a.y, a.height, b.y, b.height) ** 2;
}
