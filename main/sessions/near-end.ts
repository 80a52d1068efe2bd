/** Which of a session's ends comes next, and whether it is to be announced. Pure; times in ms since 1970. */
import { NEAR_MS, type NearEnd } from '../../preload/contract';
import type { Life } from './wire/messages';

/** Clocks that are apart by less are the same: the rest is the network's doing. ms */
const SAME_MS = 5_000;

/** When its life ends at the latest, whatever is done in it; null: never. */
export function endOfLife({ endsAt, deadline }: Life): number | null {
  const ends = [endsAt, deadline].filter((time) => time !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** A life by the clock of this computer; `told` is what the host's clock said, `now` what this one says. */
export function byOwnClock(life: Life, told: number, now: number): Life {
  const apart = Math.abs(now - told) < SAME_MS ? 0 : now - told;
  const moved = (time: number | null) => (time === null ? null : Math.max(0, time + apart));
  return {
    endsAt: moved(life.endsAt),
    idleEndsAt: moved(life.idleEndsAt),
    deadline: moved(life.deadline),
  };
}

/** The end that comes first, if that is soon. Of two at the same time the one that cannot be moved. */
export function nearEnd(life: Life, now: number): NearEnd | null {
  const ends: readonly [NearEnd['why'], number | null][] = [
    ['deadline', life.deadline],
    ['life', life.endsAt],
    ['idle', life.idleEndsAt],
  ];
  const first = ends
    .flatMap(([why, at]): NearEnd[] => (at === null ? [] : [{ why, at }]))
    .reduce<NearEnd | null>((best, end) => (best === null || end.at < best.at ? end : best), null);
  return first !== null && first.at - now <= NEAR_MS ? first : null;
}
