/** One command run in a session as a job: started once, followed over drops, its bytes passed on once. */
import { randomBytes } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';
import type { Exit } from '../../../preload/contract';
import { Failure } from '../../failure';
import { BadFrame, STREAM } from '../wire/frames';
import type { Bye, Hello, JobSignal, JobWanted, Welcome } from '../wire/messages';
import { Calls } from './calls';
import { type FullParts, full, type HelloBasics, helloBasics, type Parts } from './connect';
import type { Conversation, FromHost } from './conversation';
import { JobInput } from './job-input';
import { JobOutput } from './job-output';
import { Keeper } from './keeper';
import type { Over } from './reasons';

export interface JobParts extends Parts {
  readonly argv: readonly string[];
  /** The command's input, or null: it reads the end of file. */
  readonly stdin: Readable | null;
  /** Never ended by this; the command waits for a slow one. */
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Calls the listener for every signal meant for the command. Returns what stops that. */
  readonly signals?: (listener: (signal: JobSignal) => void) => () => void;
  /** Words for people about the connection: lost with the reason, or null: it is back. */
  readonly status?: (trouble: string | null) => void;
}

/** How a job came out. */
export interface JobOutcome {
  readonly exit: Exit;
  /** Bytes of its output that could not be had any more. Not 0: say so, and exit with 74. */
  readonly lost: number;
}

/** Output that may be on its way without being written, of both streams together. Bytes. */
const WINDOW = 1_048_576;

/**
 * Runs a command and resolves when it has ended and all its output is written.
 * @throws Failure `job-lost` its end will never be known; `session-ended`; `unreachable` after an hour without a connection
 */
export function runJob(parts: JobParts): Promise<JobOutcome> {
  return new Promise((resolve, reject) => {
    new JobRun(parts, resolve, reject).start();
  });
}

class JobRun {
  readonly #parts: JobParts;
  readonly #resolve: (outcome: JobOutcome) => void;
  readonly #reject: (failure: Failure) => void;
  readonly #basics: HelloBasics;
  readonly #keeper: Keeper;
  readonly #calls = new Calls();
  readonly #input: JobInput;
  readonly #stdout: JobOutput;
  readonly #stderr: JobOutput;
  /** The client chooses the id, so that a start can be repeated after a cut without running the command twice. */
  readonly #wanted: JobWanted;
  #conversation: Conversation | null = null;
  #stopSignals: () => void = () => {};
  /** Signals that came while there was no connection. */
  #pending: JobSignal[] = [];
  #settled = false;

  constructor(
    parts: JobParts,
    resolve: (outcome: JobOutcome) => void,
    reject: (failure: Failure) => void,
  ) {
    const all: FullParts = full(parts);
    this.#parts = parts;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#basics = helloBasics(all);
    const id = randomBytes(12).toString('hex');
    this.#wanted = { id, argv: [...parts.argv], stdin: parts.stdin !== null };
    this.#input = new JobInput(parts.stdin);
    const ack = (stream: 1 | 2) => (offset: number) =>
      void this.#conversation?.send({ type: 'ack', stream, offset });
    this.#stdout = new JobOutput(parts.stdout, WINDOW, ack(STREAM.stdout));
    this.#stderr = new JobOutput(parts.stderr, WINDOW, ack(STREAM.stderr));
    this.#keeper = new Keeper(all, {
      program: 'attach',
      hello: () => this.#hello(),
      welcomed: (welcome, conversation) => this.#welcomed(welcome, conversation),
      frame: (frame) => this.#frame(frame),
      lost: (reason, nextTryAt) => this.#lost(reason, nextTryAt),
      over: (why, conversation) => this.#over(why, conversation),
    });
  }

  start(): void {
    this.#stopSignals = this.#parts.signals?.((signal) => this.#signal(signal)) ?? (() => {});
    this.#keeper.start();
  }

  #hello(): Hello {
    const offsets = { stdout: this.#stdout.acked, stderr: this.#stderr.acked };
    return { ...this.#basics, role: 'job', window: WINDOW, job: this.#wanted, ...offsets };
  }

  #welcomed(welcome: Welcome, conversation: Conversation): void {
    if (welcome.role !== 'job') throw new BadFrame(`A job was welcomed as ${welcome.role}.`);
    this.#conversation = conversation;
    this.#parts.status?.(null);
    this.#input.welcomed(welcome, conversation);
    const pending = this.#pending;
    this.#pending = [];
    for (const signal of pending) this.#signal(signal);
  }

  #frame(frame: FromHost): void {
    if (frame.type === 'output') this.#output(frame.stream).receive(frame.offset, frame.data);
    if (frame.type === 'taken') this.#input.taken(frame.epoch, frame.offset);
    if (frame.type === 'reply') this.#calls.reply(frame.reply);
  }

  #output(stream: number): JobOutput {
    if (stream === STREAM.stdout) return this.#stdout;
    if (stream === STREAM.stderr) return this.#stderr;
    throw new BadFrame('A job has no such stream.');
  }

  /** A signal for a job that has ended meanwhile changes nothing; one that was cut off is sent again. */
  #signal(signal: JobSignal): void {
    if (this.#conversation === null) {
      this.#pending.push(signal);
      return;
    }
    const asked = this.#calls.ask(this.#conversation, 'signal', { job: this.#wanted.id, signal });
    asked.catch((why: unknown) => {
      if (why instanceof Failure && why.code === 'cut' && !this.#settled) this.#signal(signal);
    });
  }

  #away(reason: string): void {
    this.#conversation = null;
    this.#input.paused();
    this.#calls.fail(reason);
  }

  #lost(reason: string, nextTryAt: number | null): void {
    this.#away(reason);
    this.#parts.status?.(reason);
    if (nextTryAt === null) this.#fail('unreachable', reason);
  }

  #over(why: Over, conversation: Conversation | null): void {
    this.#settled = true;
    this.#away('The command has ended.');
    if (why.kind === 'bye' && why.bye.reason === 'exited') {
      void this.#finish(why.bye, conversation);
      return;
    }
    void conversation?.close('closing');
    if (why.kind === 'no-job') this.#fail('job-lost', 'What became of the command is not known.');
    else this.#fail('session-ended', 'The session ended before the command did.');
  }

  /** The command has ended: its output is written to the end before anyone is told. */
  async #finish(
    { exit, stdout, stderr }: Extract<Bye, { reason: 'exited' }>,
    conversation: Conversation | null,
  ): Promise<void> {
    await Promise.all([this.#stdout.written(), this.#stderr.written()]);
    await conversation?.close('seen');
    this.#stop();
    this.#resolve({ exit, lost: this.#stdout.lost(stdout) + this.#stderr.lost(stderr) });
  }

  #fail(code: string, message: string): void {
    this.#settled = true;
    this.#stop();
    void this.#keeper.close();
    this.#reject(new Failure(code, message));
  }

  #stop(): void {
    this.#stopSignals();
    this.#input.stop();
  }
}
