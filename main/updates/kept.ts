/** What is kept about newer versions between runs: PROFILE/updates.json. */
import ElectronStore from 'electron-store';
import { z } from 'zod';
import { Time } from '../../preload/basics';
import { Version } from './version';

/** What is kept. */
export const Kept = z.object({
  /** When it was asked last, whatever came of it; null: never. */
  askedAt: Time.nullable(),
  /** The newest release as it was told last, or null. */
  newest: Version.nullable(),
  /** The user does not want to be told of this one, or of an older one; null: of any. */
  passedOver: Version.nullable(),
});
export type Kept = z.infer<typeof Kept>;

const NOTHING: Kept = { askedAt: null, newest: null, passedOver: null };

/** Where it is kept. */
export interface KeptStore {
  get(): Kept;
  set(change: Partial<Kept>): void;
}

/** The store of one profile. A damaged file is started anew: nothing in it is worth a question. */
export function keptUpdates(profile: string, report: (words: string) => void): KeptStore {
  const store = new ElectronStore({ cwd: profile, name: 'updates', clearInvalidConfig: true });
  let kept = Kept.catch(NOTHING).parse(store.store);
  return {
    get: () => kept,
    set(change) {
      kept = { ...kept, ...change };
      try {
        store.store = kept;
      } catch (error) {
        report(`what is known of newer versions could not be kept: ${String(error)}`);
      }
    },
  };
}
