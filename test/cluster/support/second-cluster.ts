/** A cluster of a test's own, beside the one of the other tests, driven by its commands as a person drives it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const State = z.object({
  server: z.string(),
  googleSocket: z.string(),
  /** Process ids. */
  init: z.number(),
  forward: z.number(),
});

/** What a command ended with. */
export interface Said {
  readonly code: number | null;
  /** Its stdout and stderr. */
  readonly said: string;
}

/** One such cluster; everything of it is in a cache folder of its own. */
export class SecondCluster {
  // Short: the names of unix sockets below it may have 104 bytes.
  readonly cache = mkdtempSync(join(tmpdir(), 'c-'));

  /** `stateFile` is the first cluster's: what was built for that one serves both. */
  constructor(stateFile: string) {
    mkdirSync(join(this.cache, 'cluster'));
    symlinkSync(join(dirname(stateFile), 'bin'), this.file('bin'));
  }

  /** A file in its folder. */
  file(...names: readonly string[]): string {
    return join(this.cache, 'cluster', ...names);
  }

  /** What its state file says now. */
  state(): z.infer<typeof State> {
    return State.parse(JSON.parse(readFileSync(this.file('state.json'), 'utf8')));
  }

  /** Runs `npm run cluster -- ARGUMENTS`. */
  async run(...args: readonly string[]): Promise<Said> {
    const env = { ...process.env, GAMGUI_CACHE_DIR: this.cache };
    const command = ['setup/cluster.mjs', ...args];
    const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(child, 'close');
    const said = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = await ended;
    return { code, said: said.join('') };
  }

  /** Runs kubectl as the administrator. */
  kubectl(...args: readonly string[]): Promise<Said> {
    return this.run('kubectl', ...args);
  }

  /** Runs kubectl with a token alone, without the administrator's certificate. */
  async kubectlAs(token: string, ...args: readonly string[]): Promise<Said> {
    const nobody = '--kubeconfig=/dev/null';
    const where = [
      `--server=${this.state().server}`,
      `--certificate-authority=${this.file('run', 'pki', 'ca.crt')}`,
    ];
    return this.kubectl(nobody, ...where, `--token=${token}`, ...args);
  }

  async remove(): Promise<void> {
    await this.run('down');
    rmSync(this.cache, { recursive: true, force: true });
  }
}
