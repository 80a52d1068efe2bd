/** Whether a window that was somewhere can be put there again; apart from Electron, so that it can be tested alone. */
import { z } from 'zod';

/** A window's place in screen coordinates, in device independent pixels. */
export const Rectangle = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(100).max(20_000),
  height: z.number().int().min(100).max(20_000),
});
export type Rectangle = z.infer<typeof Rectangle>;

/**
 * Whether enough of a window's title bar lies on one of the screens to be seen and dragged.
 */
export function isReachable(window: Rectangle, screens: readonly Rectangle[]): boolean {
  return screens.some((screen) => {
    const left = Math.max(window.x, screen.x);
    const right = Math.min(window.x + window.width, screen.x + screen.width);
    const inHeight = window.y >= screen.y && window.y + 40 <= screen.y + screen.height;
    return inHeight && right - left >= 120;
  });
}
