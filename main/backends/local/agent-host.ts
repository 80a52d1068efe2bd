/** The host of one session on this computer: starts it, tells whether it lives, ends it, runs the agent's programs beside it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { End } from '../../../preload/contract';
import { Failure } from '../../failure';
import { endWords } from '../../sessions/end-words';
import { askOnce } from '../../sessions/link/ask-once';
import { SessionEnd } from '../../sessions/wire/messages';
import { answers } from '../answers';
import type { AgentProgram, Exec, ExecExit } from '../backend';
import { terminateHost } from './processes';

/** What a host is found by. */
export interface HostParts {
  /** The folder of its socket. */
  readonly run: string;
  /** The session's folder. */
  readonly folder: string;
  /** The copy of the agent that is the session's own. */
  readonly agent: string;
  /** The Python that runs it. */
  readonly python: string;
  /** What the shell inherits. */
  readonly env: NodeJS.ProcessEnv;
}

/** How long a host may take until it answers: the demo domain needs some seconds on a busy computer. ms */
const START_MS = 60_000;
/** A host that has not said by then that it will end does not understand. ms */
const ASK_MS = 3000;
/** The agent kills what is left after 5 s, and waits as long for clients; after this it is killed itself. ms */
const END_MS = 12_000;
const LOOK_MS = 50;
/** The socket's name in the run folder (agent/gamgui_agent/internal.py). */
const SOCKET = 's';

/** Where the host writes down how it ended, in the session's folder. */
const END_FILE = join('state', 'end.json');
const EndFile = SessionEnd.extend({ at: z.number().int().nonnegative() });

/** What the agent's `status` prints (agent/gamgui_agent/status.py). */
const Status = z.object({ state: z.enum(['running', 'ended', 'crashed', 'gone']) });

/** An end, and when it was, in ms since 1970. */
export interface HowItEnded {
  readonly end: End;
  readonly at: number;
}

/** Resolves when a process has ended and its pipes are read; rejects when it could not be started. */
function endOf(child: ChildProcess): Promise<ExecExit> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

/** One session's host. */
export class AgentHost {
  readonly #parts: HostParts;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  /** Whether the host runs: its socket is closed by the system when it dies. */
  answers(): Promise<boolean> {
    return answers(join(this.#parts.run, SOCKET));
  }

  /** Starts the host if it does not run, and resolves when it answers. @throws Failure `no-host`, with what it said */
  async ensure(signal?: AbortSignal): Promise<void> {
    const deadline = Date.now() + START_MS;
    while (!(await this.answers())) {
      signal?.throwIfAborted();
      if (Date.now() > deadline) throw this.#noHost('It does not answer.');
      await this.#launch(signal);
    }
  }

  /** Runs one of the agent's programs; it ends with this process, the host does not. */
  exec(program: AgentProgram): Exec {
    const child = this.#spawn(program, []);
    const { stdin, stdout, stderr } = child;
    // What is still to be written when the program has gone is told by its exit.
    stdin.on('error', () => {});
    return { stdin, stdout, stderr, exit: endOf(child), close: () => void child.kill() };
  }

  /** Asks the host to end with all that runs in it, and resolves when it has or does not want to. */
  async end(): Promise<void> {
    if (!(await this.answers())) return;
    const asked = this.#ask().catch(() => false);
    // A host that speaks another version, or no more at all, may still heed a signal.
    if (!(await Promise.race([asked, sleep(ASK_MS, false, { ref: false })])))
      await terminateHost(this.#parts.folder);
    await this.#goneWithin(END_MS);
  }

  /** Whether the host has said that it will end. */
  async #ask(): Promise<boolean> {
    const connect = async (program: AgentProgram) => this.exec(program);
    await askOnce({ app: '', connect }, (watch) => watch.end());
    return true;
  }

  /** How the host ended by itself, or null: it runs, or crashed. */
  async howItEnded(): Promise<HowItEnded | null> {
    try {
      const file = join(this.#parts.folder, END_FILE);
      const { at, ...end } = EndFile.parse(JSON.parse(await readFile(file, 'utf8')));
      return { end: endWords(end), at };
    } catch {
      return null;
    }
  }

  /** Whether a host lives, be it that it does not answer yet. */
  async #isLocked(): Promise<boolean> {
    const { stdin, stdout, stderr, exit } = this.exec('status');
    stdin.end();
    stderr.resume();
    const [words] = await Promise.all([text(stdout), exit]);
    return Status.safeParse(JSON.parse(words)).data?.state === 'running';
  }

  async #goneWithin(ms: number): Promise<void> {
    const deadline = Date.now() + ms;
    while (Date.now() < deadline && (await this.answers())) await sleep(LOOK_MS);
  }

  /** Resolves when the host has gone into the background, which it does when it answers. */
  async #launch(signal: AbortSignal | undefined): Promise<void> {
    const child = this.#spawn('host', ['--daemon']);
    child.stdin.end();
    child.stdout.resume();
    const kill = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', kill, { once: true });
    try {
      const words = text(child.stderr).catch(() => '');
      const [code]: unknown[] = await once(child, 'exit');
      // The host may have kept the pipe: what it says is waited for only where it has failed.
      if (code === 0) return;
      // Another process may be starting it: then this one was refused, and the other one will answer.
      if (!(await this.#isLocked())) throw this.#noHost((await words).trim().slice(-1000));
      await sleep(LOOK_MS);
    } finally {
      signal?.removeEventListener('abort', kill);
    }
  }

  /** The program gets a process group of its own: Ctrl-C in the terminal that the app was started from is not for it. */
  #spawn(program: AgentProgram | 'host', options: readonly string[]) {
    const { folder, agent, python, env } = this.#parts;
    const args = ['-I', join(agent, '__main__.py'), program, '--dir', folder, ...options];
    return spawn(python, args, {
      cwd: folder,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
  }

  #noHost(words: string): Failure {
    return new Failure('no-host', `The session does not start. ${words}`.trim());
  }
}
