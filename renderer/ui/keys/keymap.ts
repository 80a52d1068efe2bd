/** The keys of this window as they hold: given once at its top, read wherever a key is shown. */
import { createContext, useContext, useMemo } from 'react';
import { type Act, type ChangedKeys, type Keymap, keymapOf } from '../../../preload/shortcuts';
import { PLATFORM } from '../platform';
import { capsOf } from '../shortcuts';

/** The keys of the window around. */
export const KeymapContext = createContext<Keymap>(keymapOf({}, PLATFORM));

const UNCHANGED: ChangedKeys = {};

/** The keys as they hold with what was changed; `undefined`: not known yet. */
export function useKeymap(changed: ChangedKeys = UNCHANGED): Keymap {
  return useMemo(() => keymapOf(changed, PLATFORM), [changed]);
}

/** Gives the key caps of an act, none where it has no key. */
export function useCaps(): (act: Act) => readonly string[] {
  const keys = useContext(KeymapContext);
  return (act) => capsOf(keys[act], PLATFORM);
}
