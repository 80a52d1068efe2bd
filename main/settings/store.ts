/** The settings on disk: read through their schema, written through it, never lost because one value is bad. */
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { type AppError, Settings } from '../../preload/contract';
import { DEFAULTS, readSettings } from './read';

/** A file that is not what we wrote is kept beside, so that whatever was in it can be had back. */
function putAside(folder: string, file: string, why: string): AppError {
  const kept = `settings.damaged-${Date.now()}.json`;
  renameSync(file, join(folder, kept));
  return {
    code: 'settings-damaged',
    message: `The settings could not be read: ${why}. The usual ones are in force.`,
    fix: `The old file is kept as ${kept} in ${folder}.`,
  };
}

/** The settings of one profile. */
export class SettingsStore {
  /** What the user must be told of them at the start. */
  readonly notices: AppError[] = [];
  readonly #store: ElectronStore<Settings>;
  readonly #listeners = new Set<(settings: Settings) => void>();
  #settings: Settings = DEFAULTS;

  /** `folder` is the profile. */
  constructor(folder: string) {
    this.#load(folder);
    this.#store = new ElectronStore<Settings>({ cwd: folder, name: 'settings' });
    if (this.notices.length > 0) this.#store.store = this.#settings;
  }

  #load(folder: string): void {
    const file = join(folder, 'settings.json');
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return;
    }
    const { settings, damage } = readSettings(text);
    this.#settings = settings;
    if (damage !== null) this.notices.push(putAside(folder, file, damage));
  }

  get(): Settings {
    return this.#settings;
  }

  /** Saves a change and tells the listeners; what is undefined in it stays as it was. */
  set(change: { [K in keyof Settings]?: Settings[K] | undefined }): Settings {
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    this.#settings = Settings.parse({ ...this.#settings, ...Object.fromEntries(given) });
    this.#store.store = this.#settings;
    for (const listener of this.#listeners) listener(this.#settings);
    return this.#settings;
  }

  /** Calls the listener with the settings after each change. */
  onChange(listener: (settings: Settings) => void): void {
    this.#listeners.add(listener);
  }
}
