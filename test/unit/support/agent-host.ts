/** A real agent's host on this machine, in a folder of its own, without a backend or GAM. Linux and macOS. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AgentProgram, Exec, ExecExit } from '../../../main/backends/backend';

const AGENT = fileURLToPath(new URL('../../../agent', import.meta.url));
/** The Python that tests run. */
export const PYTHON = process.env['GAMGUI_TEST_PYTHON'] ?? 'python3';

/** Its programs' processes are children of this one; `end` ends the host with all that runs in it. */
export class TestHost {
  /** The session's folder; `work` in it is where its shell starts. */
  readonly folder = mkdtempSync(join(tmpdir(), 'gamgui-host-'));
  /** The programs that run. */
  readonly programs = new Set<ChildProcess>();
  #host: ChildProcess | null = null;

  get work(): string {
    return join(this.folder, 'work');
  }

  /** Resolves when the host serves. `gam`: what runs instead of GAM; none unless given. `keys`: the tenant's GAM folder. */
  static async start(
    shell: readonly string[] = ['/bin/sh'],
    gam?: readonly string[],
    keys?: string,
  ): Promise<TestHost> {
    const host = new TestHost();
    const tenant = { id: 'own', kind: 'gam', ...(keys === undefined ? {} : { folder: keys }) };
    const limits = { idleMs: 0, lifeMs: 0 };
    // Of its own: after a crash a host kills all that is left of its session.
    const session = `t${randomBytes(6).toString('hex')}`;
    const own = gam === undefined ? {} : { gam: { command: gam } };
    const config = { session, name: 'test', tenant, shell, limits, ...own };
    writeFileSync(join(host.folder, 'config.json'), JSON.stringify(config));
    mkdirSync(host.work);
    await host.#serve();
    return host;
  }

  /** Kills the host, and starts another one on the same folder, as a backend does after a crash. */
  async crash(): Promise<void> {
    if (this.#host !== null) {
      this.#host.kill('SIGKILL');
      await once(this.#host, 'exit');
    }
    await this.#serve();
  }

  /** As a backend's exec. */
  connect = async (program: AgentProgram): Promise<Exec> => {
    const child = this.#spawn(program, 'pipe');
    this.programs.add(child);
    const { stdin, stdout, stderr } = child;
    if (stdin === null || stdout === null || stderr === null) throw new Error('no pipes');
    const exit = new Promise<ExecExit>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        this.programs.delete(child);
        resolve({ code, signal });
      });
    });
    return { stdin, stdout, stderr, exit, close: () => void child.kill('SIGKILL') };
  };

  /** Kills the programs: every connection is cut, the session goes on. */
  cut(): void {
    for (const child of this.programs) child.kill('SIGKILL');
  }

  async end(): Promise<void> {
    this.cut();
    if (this.#host !== null && this.#host.exitCode === null) {
      this.#host.kill('SIGTERM');
      await once(this.#host, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #serve(): Promise<void> {
    const host = this.#spawn('host', 'ignore');
    this.#host = host;
    if (host.stderr === null) throw new Error('no pipe');
    let words = '';
    for await (const text of host.stderr.iterator({ destroyOnReturn: false })) {
      words += String(text);
      if (words.includes('start:')) {
        host.stderr.resume();
        return;
      }
    }
    throw new Error(`The host did not start: ${words}`);
  }

  #spawn(program: AgentProgram | 'host', stdin: 'pipe' | 'ignore'): ChildProcess {
    return spawn(PYTHON, ['-I', AGENT, program, '--dir', this.folder], {
      stdio: [stdin, 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], HOME: this.folder, LANG: 'C.UTF-8' },
    });
  }
}
