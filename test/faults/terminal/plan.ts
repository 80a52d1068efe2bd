/** What one round does. Pure: the same seed and number make the same round, so that one can be repeated alone. */
import { Chance } from '../chance';
import type { Kind } from './kinds';

export interface Plan {
  readonly round: number;
  readonly kind: Kind;
  /** Bytes of output before the fault, and after it. */
  readonly before: number;
  readonly after: number;
  /** How long a lost connection cannot be made again, or a disturbance lasts. ms */
  readonly lasts: number;
  /** For choices of the round itself. */
  readonly chance: Chance;
}

/** Disturbances last longer than outages, so that they can be seen. ms */
const OUTAGE = [0, 500] as const;
const DISTURBANCE = [1_000, 2_500] as const;

const LONG: ReadonlySet<Kind> = new Set<Kind>(['slow', 'slicing', 'stall', 'throttle']);

/** The round's plan. */
export function planOf(seed: number, round: number, kind: Kind): Plan {
  const chance = new Chance((seed + Math.imul(round, 0x9e3779b1)) >>> 0);
  const [least, most] = LONG.has(kind) ? DISTURBANCE : OUTAGE;
  return {
    ...{ round, kind, chance },
    before: chance.between(1, 700_000),
    after: chance.between(50_000, 200_000),
    lasts: chance.between(least, most),
  };
}
