/** What Ctrl-C and its like mean, from one moment to the next. */
import type { JobSignal } from '../sessions/wire/messages';
import type { CliContext } from './cli';
import { codeOfSignal } from './exit-codes';
import type { CliIo, CliSignal } from './io';

/** Thrown into what a signal gave up before the command ran. */
class Interrupted extends Error {
  /** What the process exits with. */
  readonly code: number;

  constructor(signal: CliSignal | JobSignal) {
    super(`interrupted by ${signal}`);
    this.code = codeOfSignal(signal);
  }
}

/** What the command gets; whoever presses again means it. */
const STRONGER: readonly JobSignal[] = ['INT', 'TERM', 'KILL'];
const FIRST: Readonly<Record<CliSignal, JobSignal>> = {
  SIGINT: 'INT',
  SIGTERM: 'TERM',
  SIGHUP: 'HUP',
};

/** The signals of a command line while it runs. */
export class Signals {
  readonly #abort = new AbortController();
  readonly #stop: () => void;
  #isCommands = false;
  #listener: ((signal: JobSignal) => void) | null = null;
  /** What was sent to the command, and how many of these its listener has got. */
  readonly #sent: JobSignal[] = [];
  #told = 0;

  constructor(io: CliIo) {
    this.#stop = io.onSignal((signal) => this.#arrived(signal));
  }

  /** Aborted, with `Interrupted` as its reason, by a signal that is not the command's or that it does not heed. */
  get interrupted(): AbortSignal {
    return this.#abort.signal;
  }

  /** From here on signals are the command's, even before it listens. @throws Interrupted if one came earlier */
  handOver(): void {
    this.interrupted.throwIfAborted();
    this.#isCommands = true;
  }

  /** The command has not begun: until the next `handOver` signals are the command line's again. */
  takeBack(): void {
    this.#isCommands = false;
  }

  /** Where the command hears its signals. Returns what ends that. */
  readonly toJob = (listener: (signal: JobSignal) => void): (() => void) => {
    this.#listener = listener;
    this.#tell();
    return () => {
      this.#listener = null;
    };
  };

  /** Sends the command a signal of our own. */
  send(signal: JobSignal): void {
    this.#sent.push(signal);
    this.#tell();
  }

  /** What to throw where the first signal for the command came before it had begun. */
  early(): Error {
    return new Interrupted(this.#sent[0] ?? 'TERM');
  }

  /** Listens no longer. */
  close(): void {
    this.#stop();
  }

  #tell(): void {
    if (this.#listener === null) return;
    for (const signal of this.#sent.slice(this.#told)) this.#listener(signal);
    this.#told = this.#sent.length;
  }

  #arrived(signal: CliSignal): void {
    const times = this.#sent.length;
    if (!this.#isCommands || times >= STRONGER.length) this.#abort.abort(new Interrupted(signal));
    else this.send(times === 0 ? FIRST[signal] : (STRONGER[times] ?? 'KILL'));
  }
}

/** The work, or the reason of the signal if that comes first. */
export function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason);
    if (signal.aborted) aborted();
    signal.addEventListener('abort', aborted, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}

/** Does the work with the caller's signals; resolves to the exit code, also where a signal gave it up. */
export async function withSignals(
  { io, notes }: Pick<CliContext, 'io' | 'notes'>,
  work: (signals: Signals) => Promise<number>,
): Promise<number> {
  const signals = new Signals(io);
  try {
    return await work(signals);
  } catch (thrown) {
    if (thrown instanceof Interrupted) return thrown.code;
    throw thrown;
  } finally {
    signals.close();
    notes.done();
  }
}
