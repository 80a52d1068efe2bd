/** Changes of shortcuts. Pure. */

import { holdersOf } from '../../../preload/chords';
import {
  type Act,
  type ChangedKeys,
  type Chord,
  keymapOf,
  labelOf,
} from '../../../preload/contract';
import type { Platform } from '../../ui/platform';

/** What holds when an act gets a key, or none; who had the key in the same windows has none then. */
export function withKey(
  changed: ChangedKeys,
  act: Act,
  chord: Chord | null,
  platform: Platform,
): ChangedKeys {
  const holders = chord === null ? [] : holdersOf(chord, act, keymapOf(changed, platform));
  const all = {
    ...changed,
    [act]: chord,
    ...Object.fromEntries(holders.map((one) => [one, null])),
  };
  // What is as it comes is not kept.
  const usual = keymapOf({}, platform);
  const isOwn = ([one, key]: [string, Chord | null]) => key !== usual[one as Act];
  return Object.fromEntries(Object.entries(all).filter(isOwn));
}

/** "Copy and Paste", of acts. */
export function namesOf(acts: readonly Act[]): string {
  return acts.map(labelOf).join(' and ');
}
