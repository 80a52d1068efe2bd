/**
 * PROFILE/staged: copies of a session's files that are dragged to another program, since a drag needs a file that is there
 * (https://github.com/electron/electron/issues/11691). Only the user can read them, and each drag has a folder of its own.
 * Nobody tells when the other program has read them (https://github.com/electron/electron/issues/35852), so they go a while
 * after the drag, and all at the next start and end of the app.
 */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivate } from '../profile';
import { locally } from '../sessions/transfers/local-errors';
import { removeStaged, StagedDrag } from './staged-drag';
import { StagingRoom } from './staging-room';

/** All copies together, in bytes. */
const LIMIT = 4_294_967_296;
/** How long they are there for the other program, such as a browser that sends a large one on. Milliseconds. */
const KEPT_MS = 900_000;

/** The copies of one running app: no other one has the profile's windows. */
export class Staging {
  readonly #root: string;
  readonly #keptMs: number;
  readonly #room: StagingRoom;

  /** `limit` of all copies together in bytes; `keptMs` from the last copy of a drag on. */
  constructor(profile: string, { limit = LIMIT, keptMs = KEPT_MS } = {}) {
    this.#root = join(profile, 'staged');
    this.#keptMs = keptMs;
    this.#room = new StagingRoom(limit);
  }

  /** Removes all copies: at the start, before any drag, those that a crash left; and at the end. @throws Failure */
  clear(): Promise<void> {
    return removeStaged(this.#root);
  }

  /** An empty folder for one drag. @throws Failure */
  begin(): Promise<StagedDrag> {
    return locally(this.#root, async () => {
      makePrivate(this.#root);
      const folder = await mkdtemp(join(this.#root, 'drag-'));
      return new StagedDrag(folder, this.#keptMs, this.#room);
    });
  }
}
