/** When the paths of a drop are known. Pure. */
import type { SessionPath, Transfer } from '../../../preload/contract';

/**
 * Where all of a drop are or will be, or null: it is not known yet. A name that is taken may become another one, and a path at the
 * prompt that leads to the old file would make GAM read that.
 */
export function arrived(all: readonly Transfer[]): SessionPath[] | null {
  if (all.length === 0 || !all.every(isSettled)) return null;
  return all.flatMap(({ state, at }) => {
    const isThere =
      state.kind === 'moving' || (state.kind === 'done' && state.amount.files.done > 0);
    return isThere && at !== null ? [at] : [];
  });
}

function isSettled({ state }: Transfer): boolean {
  switch (state.kind) {
    case 'waiting':
    case 'asking':
    case 'paused':
      return false;
    case 'moving':
      return state.amount.done > 0;
    case 'done':
    case 'failed':
    case 'cancelled':
      return true;
  }
}
