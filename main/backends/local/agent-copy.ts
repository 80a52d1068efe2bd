/**
 * Sessions outlive the app and its updates, so each runs a copy of the agent that is its own: PROFILE/agents/SHA256, shared by
 * the sessions made from the same agent, and removed with the last of them. (Python could not read it inside the app anyway:
 * an archive is no folder, and an AppImage's mount vanishes with it.)
 */
import { createHash, randomBytes } from 'node:crypto';
import { cp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Failure } from '../../failure';
import { makePrivate } from '../../profile';

/** Python's compiled files come and go; the rest of these is not needed to run. */
const LEFT_OUT = new Set(['__pycache__', 'vectors', 'PROTOCOL.md', 'requirements.txt']);

function belongs(name: string): boolean {
  return !LEFT_OUT.has(name) && !name.startsWith('.');
}

/** Every file of the agent below the folder, in a fixed order. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => belongs(entry.name))
      .map((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? filesIn(path) : [path];
      }),
  );
  return found.flat().sort();
}

/** Copying takes a second: what is older is of nobody who still runs. */
async function isOld(path: string): Promise<boolean> {
  const { ctimeMs } = await stat(path).catch(() => ({ ctimeMs: Date.now() }));
  return Date.now() - ctimeMs > 60_000;
}

/** One hash over the names and contents of an agent's files: sha256, hex. */
export async function hashAgent(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await filesIn(folder)) {
    const content = await readFile(file);
    hash.update(`${relative(folder, file).split(sep).join('/')}\0${content.length}\0`);
    hash.update(content);
  }
  return hash.digest('hex');
}

/** The copies of the agent in one profile. */
export class AgentCopies {
  readonly #source: string;
  readonly #folder: string;

  /** `source` is the agent that came with the app. */
  constructor(source: string, profile: string) {
    this.#source = source;
    this.#folder = join(profile, 'agents');
  }

  /** The hash of the agent that came with the app. */
  current(): Promise<string> {
    return hashAgent(this.#source);
  }

  /** Where the copy with this hash is. */
  path(hash: string): string {
    return join(this.#folder, hash);
  }

  /** Whether the copy with this hash is there, whole and unchanged. */
  async isWhole(hash: string): Promise<boolean> {
    return (await hashAgent(this.path(hash)).catch(() => null)) === hash;
  }

  /** Makes sure that there is a copy of the app's agent, for the session `owner`. @throws Failure `agent-changed` */
  async ensure(hash: string, owner: string): Promise<void> {
    if (await this.isWhole(hash)) return;
    makePrivate(this.#folder);
    const draft = this.#hidden(owner);
    const filter = (path: string) => belongs(path.split(sep).at(-1) ?? '') || path === this.#source;
    await cp(this.#source, draft, { recursive: true, filter });
    if ((await hashAgent(draft)) !== hash) {
      await rm(draft, { recursive: true, force: true });
      const message = 'The agent changed while it was copied.';
      throw new Failure('agent-changed', message, 'Try again; if it stays so, reinstall GamGUI.');
    }
    await this.#place(draft, hash);
  }

  /** Removes a copy, for the session `owner` that went; `isUsed` is asked once more when no new session can find it any longer. */
  async remove(hash: string, isUsed: () => Promise<boolean>, owner: string): Promise<void> {
    const aside = this.#hidden(owner);
    try {
      await rename(this.path(hash), aside);
    } catch {
      return;
    }
    if (await isUsed()) await this.#place(aside, hash);
    else await rm(aside, { recursive: true, force: true });
  }

  /**
   * Removes copies without a session, and what killed processes left half copied or half removed: by now, or earlier for the
   * session `owner`, which is gone.
   */
  async sweep(isUsed: (hash: string) => Promise<boolean>, owner: string): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      if (!name.startsWith('.')) {
        if (!(await isUsed(name))) await this.remove(name, () => isUsed(name), owner);
      } else if (name.startsWith(`.${owner}-`) || (await isOld(join(this.#folder, name)))) {
        await rm(join(this.#folder, name), { recursive: true, force: true });
      }
    }
  }

  #hidden(owner: string): string {
    return join(this.#folder, `.${owner}-${randomBytes(6).toString('hex')}`);
  }

  /** A whole copy that another process has put there meanwhile is as good; a damaged one gives way. */
  async #place(draft: string, hash: string): Promise<void> {
    try {
      await rename(draft, this.path(hash));
    } catch {
      if (!(await this.isWhole(hash))) {
        await rename(this.path(hash), this.#hidden('old')).catch(() => {});
        await rename(draft, this.path(hash));
      }
      await rm(draft, { recursive: true, force: true });
    }
  }
}
