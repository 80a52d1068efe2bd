/** What sessions of this computer run on: a Python for the agent, and GAM. */
import { findGam, type Gam } from './gam';
import { findPython, type Python } from './python';

/** What was found on this computer. */
export interface Runtime {
  readonly python: Python;
  readonly gam: Gam;
}

/** An app started from the Dock has the system's PATH, in which Homebrew's programs are not. */
function withUsualFolders(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): NodeJS.ProcessEnv {
  if (platform !== 'darwin') return env;
  return { ...env, PATH: [env['PATH'], '/opt/homebrew/bin', '/usr/local/bin'].join(':') };
}

/** Looks for it once, and again after `forget` or a failure: what is missing may have been installed since. */
export class RuntimeFinder {
  readonly #env: NodeJS.ProcessEnv;
  #found: Promise<Runtime> | null = null;

  constructor(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform) {
    this.#env = withUsualFolders(env, platform);
  }

  /** @throws Failure `no-python`, `old-python`, `no-gam` or `bad-gam`, with what to do */
  find(): Promise<Runtime> {
    if (this.#found === null) {
      const search = this.#search();
      this.#found = search;
      search.catch(() => this.forget());
    }
    return this.#found;
  }

  /** Looks anew the next time. */
  forget(): void {
    this.#found = null;
  }

  /** Looks for each by itself, now, whatever is known: what is missing of the two is told apart. */
  look(): { readonly python: Promise<Python>; readonly gam: Promise<Gam> } {
    const gam = findGam(this.#env);
    const preferred = gam.then(
      (found) => found.python ?? undefined,
      () => undefined,
    );
    return { python: preferred.then((path) => findPython(this.#env, path)), gam };
  }

  async #search(): Promise<Runtime> {
    const { python, gam } = this.look();
    // Where both are missing Python is the one to say: GAM is installed with it.
    return { python: await python, gam: await gam };
  }
}
