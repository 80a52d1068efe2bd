/**
 * PROFILE/fixed: fixed copies on their way into sessions, each in a folder of its own that only this user can enter. A copy stays
 * as long as a transfer may need it, which goes on after the app was started again.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { cut, LONGEST_NAME, split } from '../files/name-length';
import { makePrivate } from '../profile';
import { locally } from '../sessions/transfers/local-errors';

const MARK = '.fixed';

/** What the copy of a file is called: `staff.fixed.csv`. */
export function copyName(path: string): string {
  const [stem, extension] = split(basename(path));
  return cut(stem, LONGEST_NAME - Buffer.byteLength(MARK + extension)) + MARK + extension;
}

export class FixedCopies {
  readonly #root: string;
  /** Folders whose copies no transfer has yet. */
  readonly #held = new Set<string>();

  constructor(profile: string) {
    this.#root = join(profile, 'fixed');
  }

  /** A place for the copy of a file; it is held until `letGo`. @throws Failure */
  begin(path: string): Promise<string> {
    return locally(this.#root, async () => {
      makePrivate(this.#root);
      const folder = await mkdtemp(join(this.#root, 'copy-'));
      this.#held.add(folder);
      return join(folder, copyName(path));
    });
  }

  /** From now on it is there only as long as it is needed. */
  letGo(copy: string): void {
    this.#held.delete(dirname(copy));
  }

  /** Removes all copies but those that are held, and those that are needed. What cannot be removed goes another time. */
  async tidy(needed: Iterable<string>): Promise<void> {
    const kept = new Set([...needed].map(dirname));
    const names = await readdir(this.#root).catch(() => []);
    for (const folder of names.map((name) => join(this.#root, name)))
      if (!kept.has(folder) && !this.#held.has(folder))
        await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
