/** What one round does. Pure: the same seed and number make the same round, so that one can be repeated alone. */
import { Chance } from '../chance';
import { itemsOf, type PlannedItem } from './items';
import type { Kind, Way } from './kinds';
import { type Moment, momentOf } from './moment';

export interface Plan {
  readonly round: number;
  readonly kind: Kind;
  readonly way: Way;
  /** The first is what is asked for; the others lie in it. */
  readonly items: readonly [PlannedItem, ...PlannedItem[]];
  /** When the fault strikes. */
  readonly moment: Moment;
  /** For choices of the round itself. */
  readonly chance: Chance;
}

/** The round's plan. */
export function planOf(seed: number, round: number, kind: Kind): Plan {
  const chance = new Chance((seed + Math.imul(round, 0x9e3779b1)) >>> 0);
  const way = wayOf(chance, kind);
  const items = itemsOf(chance, kind);
  return { round, kind, way, items, moment: momentOf(chance, kind, way, items), chance };
}

/** A disk is filled only by what comes. */
function wayOf(chance: Chance, kind: Kind): Way {
  const isSend = chance.happens(0.5);
  if (kind === 'disk-full-here') return 'fetch';
  if (kind === 'disk-full-there') return 'send';
  return isSend ? 'send' : 'fetch';
}
