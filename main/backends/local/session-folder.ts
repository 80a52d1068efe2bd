/**
 * A session's folder, PROFILE/sessions/ID, which only the user can enter:
 *
 *     session.json  what this computer must know of it; written last: without it there is no session
 *     removed.json  the same, once it is being removed: nothing may start its host again from then on
 *     config.json   what the agent's host reads
 *     work/         the user's files
 *     state/        the agent's own: journal, jobs, how it ended
 */
import { randomBytes } from 'node:crypto';
import { chmod, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SessionId } from '../../../preload/contract';
import { makePrivate } from '../../profile';
import { StoredSpec } from '../spec';

const StoredSession = z.object({
  version: z.literal(1),
  spec: StoredSpec,
  /** The hash of its copy of the agent. */
  agent: z.string().regex(/^[0-9a-f]{64}$/),
  /** The Python that runs the agent. */
  python: z.string(),
  /** The folder of its socket. */
  run: z.string(),
  /** The start of the computer that it was made after: sessions do not outlive that. */
  boot: z.string(),
  /** The version of the GAM that it was made with, or null: it was made before this was kept. */
  gam: z.string().nullable().default(null),
});
const PRESENT = 'session.json';
const RETIRED = 'removed.json';

/** What session.json holds. */
export type StoredSession = z.infer<typeof StoredSession>;

/** The folders of all sessions of one profile. */
export class SessionFolders {
  readonly #root: string;

  constructor(profile: string) {
    this.#root = join(profile, 'sessions');
  }

  /** Where a session's folder is, or would be. */
  path(id: SessionId): string {
    return join(this.#root, id);
  }

  /** Where the user's files of a session are, or would be. */
  work(id: SessionId): string {
    return join(this.path(id), 'work');
  }

  /** Makes the empty folders of a session. */
  make(id: SessionId): void {
    for (const folder of [this.work(id), join(this.path(id), 'state')]) makePrivate(folder);
  }

  /** What is known of a session, or null where there is none. */
  read(id: SessionId): Promise<StoredSession | null> {
    return this.#read(id, PRESENT);
  }

  /** Takes it out of the list before it is removed; resolves to what is known of it, also when it was taken out before. */
  async retire(id: SessionId): Promise<StoredSession | null> {
    const folder = this.path(id);
    // It may be half made, or retired by an earlier try.
    await rename(join(folder, PRESENT), join(folder, RETIRED)).catch(() => {});
    return this.#read(id, RETIRED);
  }

  /** Writes a file of a session's folder, whole or not at all. */
  async write(id: SessionId, name: 'session.json' | 'config.json', value: object): Promise<void> {
    const file = join(this.path(id), name);
    const draft = `${file}.${randomBytes(4).toString('hex')}`;
    await writeFile(draft, JSON.stringify(value, null, 2), { mode: 0o600, flush: true });
    await rename(draft, file);
  }

  /** The sessions that there are. */
  async list(): Promise<StoredSession[]> {
    const ids = (await this.#names()).flatMap((name) => SessionId.safeParse(name).data ?? []);
    return (await Promise.all(ids.map((id) => this.read(id)))).filter((found) => found !== null);
  }

  /** Removes a session's folder. It is renamed first: a half removed one must not be found again. */
  async remove(id: SessionId): Promise<void> {
    const aside = join(this.#root, `.${id}-${randomBytes(4).toString('hex')}`);
    await rename(this.path(id), aside).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    // Of this session, what an earlier try that was killed has left too.
    for (const name of await this.#names())
      if (name.startsWith(`.${id}-`)) await removeTree(join(this.#root, name));
  }

  async #read(id: SessionId, name: string): Promise<StoredSession | null> {
    try {
      const text = await readFile(join(this.path(id), name), 'utf8');
      return StoredSession.parse(JSON.parse(text));
    } catch {
      return null;
    }
  }

  async #names(): Promise<string[]> {
    return readdir(this.#root).catch(() => []);
  }
}

/** Opens every folder in a tree that its owner has closed to himself, as `chmod -R a-w` does. */
async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await openFolders(join(folder, entry.name));
}

async function removeTree(folder: string): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 3 };
  try {
    await rm(folder, options);
  } catch {
    await openFolders(folder);
    await rm(folder, options);
  }
}
