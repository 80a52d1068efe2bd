/** Waits for a list of sessions to become what a test expects. */
import type { SessionManager } from '../../../main/sessions/manager';

/** Resolves when it is so, looking now and after each change of the list. */
export function until(manager: SessionManager, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo()) return;
      manager.off('changed', look);
      resolve();
    };
    manager.on('changed', look);
    look();
  });
}
