/** Where windows were, so that they come back there, unless that place is no longer on any screen. */
import ElectronStore from 'electron-store';
import { Rectangle } from './reachable';

/** Windows remembered at the most: the oldest go first. */
const MOST = 200;

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
