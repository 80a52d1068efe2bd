/** The settings on disk: read through their schema, written through it, never lost because one value is bad. */
import ElectronStore from 'electron-store';
import { type AppError, Settings } from '../../preload/contract';
import { loadSettings } from './load';
import { VERSION } from './migrations';

/** What is written: the settings with the version of their form (migrations.ts). */
type Kept = Settings & { readonly version: number };

/** The settings of one profile. */
export class SettingsStore {
  /** What the user must be told of them at the start. */
  readonly notices: readonly AppError[];
  readonly #store: ElectronStore<Kept>;
  readonly #listeners = new Set<(settings: Settings) => void>();
  #settings: Settings;

  /** `folder` is the profile. */
  constructor(folder: string) {
    const { settings, notice } = loadSettings(folder);
    this.#settings = settings;
    this.notices = notice === null ? [] : [notice];
    this.#store = new ElectronStore<Kept>({ cwd: folder, name: 'settings' });
    if (notice !== null) this.#write();
  }

  #write(): void {
    this.#store.store = { version: VERSION, ...this.#settings };
  }

  get(): Settings {
    return this.#settings;
  }

  /** Saves a change and tells the listeners; what is undefined in it stays as it was. */
  set(change: { [K in keyof Settings]?: Settings[K] | undefined }): Settings {
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    this.#settings = Settings.parse({ ...this.#settings, ...Object.fromEntries(given) });
    this.#write();
    for (const listener of this.#listeners) listener(this.#settings);
    return this.#settings;
  }

  /** Calls the listener with the settings after each change. */
  onChange(listener: (settings: Settings) => void): void {
    this.#listeners.add(listener);
  }
}
