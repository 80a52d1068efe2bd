/** Where windows were, so that they come back there, unless that place is no longer on any screen. */
import ElectronStore from 'electron-store';
import { z } from 'zod';

const Rectangle = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(100).max(20_000),
  height: z.number().int().min(100).max(20_000),
});
/** A window's place in screen coordinates, in device independent pixels. */
export type Rectangle = z.infer<typeof Rectangle>;

/** Windows remembered at the most: the oldest go first. */
const MOST = 200;

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

/** The places of the windows of one profile, by a name: `home`, or a session's id. */
export class BoundsStore {
  readonly #store: ElectronStore<Record<string, unknown>>;

  /** `folder` is the profile. A damaged file is started anew: nothing in it is worth a question. */
  constructor(folder: string) {
    this.#store = new ElectronStore({ cwd: folder, name: 'windows', clearInvalidConfig: true });
  }

  get(name: string): Rectangle | null {
    const found = Rectangle.safeParse(this.#store.store[name]);
    return found.success ? found.data : null;
  }

  set(name: string, bounds: Rectangle): void {
    const { [name]: _old, ...others } = this.#store.store;
    const kept = Object.entries(others).slice(-(MOST - 1));
    this.#store.store = { ...Object.fromEntries(kept), [name]: bounds };
  }
}
