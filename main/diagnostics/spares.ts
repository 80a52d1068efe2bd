/** Spare pods: whether as many are ready as the settings ask for, and if not why. */
import type { Outcome, SpareStatus } from '../../preload/contract';
import { type Check, passed, unchecked, warned } from './check';

/** What is looked at. */
export interface SparesChecked {
  readonly status: SpareStatus;
  /** How many this process is to keep ready. */
  readonly count: number;
}

export function spareChecks(spares: SparesChecked): Check[] {
  return [{ id: 'spares', title: 'Spare pods', run: async () => sparesOutcome(spares) }];
}

/** Pure. */
export function sparesOutcome({ status, count }: SparesChecked): Outcome {
  const { ready, making, trouble } = status;
  if (trouble !== null)
    return warned({
      what: `${ready} of ${count} ready`,
      why: trouble.message,
      fix: trouble.fix ?? 'New sessions start without: it is tried again by itself.',
    });
  if (count === 0)
    return unchecked(
      'None is kept ready: that is for the app with windows, where the settings ask for some and the last session was made in a cluster.',
    );
  const starting = making === 0 ? '' : `, ${making} starting`;
  return passed(`${ready} of ${count} ready${starting}`);
}
