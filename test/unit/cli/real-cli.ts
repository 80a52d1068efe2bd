/** The command line on a profile of its own: the real agent, the real GAM, the demo domain. */
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { runCli } from '../../../main/cli/cli';
import { makeCore } from '../../../main/core';
import type { Session } from '../../../preload/contract';
import { noDesktop } from '../support/desktop';
import { ownHome } from '../support/own-home.mjs';
import { FakeIo, Sink } from './fake-io';

const AGENT = join(import.meta.dirname, '../../../agent');

/** How a command ended, and what it printed. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class RealCli {
  readonly #profile: string;
  /** The folder that commands are given in. */
  cwd: string;

  constructor(profile: string) {
    this.#profile = profile;
    this.cwd = profile;
  }

  /** Begins a command line; `done` resolves to its exit code. */
  begin(words: readonly string[], stdout: Writable = new Sink(), stderr = new Sink()) {
    const io = new FakeIo(this.cwd, stdout, stderr);
    const [profile, version] = [this.#profile, 'test'];
    const env = { ...process.env, ...ownHome(profile) };
    const open = () => makeCore({ profile, agent: AGENT, version, env, desktop: noDesktop });
    return { io, done: runCli(words, io, { version, open }) };
  }

  /** Does a command line whose stdin is empty. */
  async do(...words: string[]): Promise<Said> {
    const stdout = new Sink();
    const { io, done } = this.begin(words, stdout);
    io.stdin.end();
    const code = await done;
    return { code, stdout: stdout.text, stderr: io.stderr.text };
  }

  async sessions(): Promise<Session[]> {
    return JSON.parse((await this.do('sessions', '--json')).stdout);
  }

  /** Does `run --keep`, and says which session stays. */
  async keep(...words: string[]): Promise<Said & { id: string }> {
    const said = await this.do('run', '--keep', ...words);
    return { ...said, id: /session (\S+) stays/.exec(said.stderr)?.[1] ?? '' };
  }

  /** Ends what is left. */
  async endAll(): Promise<void> {
    for (const { id } of await this.sessions()) await this.do('end', id);
  }
}
