/** Saving back in words. */
import type { SavePlan } from '../../../preload/contract';
import { visible } from '../../../preload/visible';

/** When a save is refused. */
export const SAVED_WHEN = 'Nothing is overwritten that was changed there meanwhile.';

/** What saving does, in a sentence. */
export function intoWords({ target, writes }: SavePlan): string {
  if (target.kind === 'none') return `It cannot be saved. ${target.why}`;
  if (writes.length === 0) return 'There is nothing to save: no credentials are changed now.';
  const what = writes.length === 1 ? 'This file is' : `These ${writes.length} files are`;
  if (target.kind === 'folder')
    return `${what} written into your own GAM folder ${visible(target.folder)}, for you alone, in place of the old.`;
  return `${what} written into the Secret ${visible(target.name)} (${visible(target.where)}), under the same names. Its other keys stay. Each new session has what is there then.`;
}
