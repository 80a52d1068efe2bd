/** Notices that another process of the app has written or removed a record. */
import { type FSWatcher, statSync, watch } from 'node:fs';

/** Watches can be lost (network drives have none), so the folder's time is looked at too. Milliseconds. */
const CHECK_MS = 1000;
/** A record is written in several steps, which are told one by one. Milliseconds. */
const SETTLE_MS = 50;

/** A rename into a folder changes the folder's time. */
function timeOf(folder: string): number {
  return statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function watchFolder(folder: string, changed: () => void): FSWatcher | null {
  try {
    // A watch that fails later is made up for by the check.
    return watch(folder, { persistent: false }, changed).on('error', () => {});
  } catch {
    return null;
  }
}

/** Calls `changed` soon after each change in the folder. Returns what stops it. */
export function watchRecords(folder: string, changed: () => void): () => void {
  let settling: NodeJS.Timeout | null = null;
  let seen = timeOf(folder);
  const soon = () => {
    settling ??= setTimeout(() => {
      settling = null;
      seen = timeOf(folder);
      changed();
    }, SETTLE_MS).unref();
  };
  const watcher = watchFolder(folder, soon);
  const check = setInterval(() => {
    if (timeOf(folder) !== seen) soon();
  }, CHECK_MS).unref();
  return () => {
    watcher?.close();
    clearInterval(check);
    if (settling !== null) clearTimeout(settling);
  };
}
