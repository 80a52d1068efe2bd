/** One command run in a session as a job: started once, followed over drops, its bytes passed on once. */
import { randomBytes } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import type { Exit } from '../../../preload/contract';
import { Failure } from '../../failure';
import { endWords } from '../end-words';
import { BadFrame, STREAM } from '../wire/frames';
import type { Bye, Hello, JobSignal, Welcome } from '../wire/messages';
import { Calls } from './calls';
import { full, type HelloBasics, helloBasics, type Parts } from './connect';
import type { Conversation, FromHost } from './conversation';
import { JobInput } from './job-input';
import { JobOutput } from './job-output';
import { Keeper } from './keeper';
import type { Over } from './reasons';

export interface JobParts extends Parts {
  readonly argv: readonly string[];
  /** A person said that it may take something away from a real domain. */
  readonly confirmed?: boolean;
  /** The command's input, or null: it reads the end of file. */
  readonly stdin: Readable | null;
  /** Never ended by this; the command waits for a slow one. If nobody reads it any more, the command is sent TERM. */
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

/** Of each stream: as much as a slow link holds, so that it never waits for an acknowledgement. bytes */
const WINDOW = 4_194_304;

type JobWelcome = Extract<Welcome, { role: 'job' }>;

/**
 * Runs a command and resolves when it has ended and all its output is written.
 * @throws Failure `job-lost` its end will never be known; `session-ended`; `unreachable` after an hour without a
 * connection; `cancelled` by a signal before it could begin; `unconfirmed`, with what it would take away, where it was not
 * begun for that
 */
export function runJob(parts: JobParts): Promise<JobOutcome> {
  return new Promise((resolve, reject) => {
    new JobRun(parts, resolve, reject).start();
  });
}

class JobRun {
  readonly #parts: JobParts;
  readonly #id = randomBytes(16).toString('hex');
  readonly #basics: HelloBasics;
  readonly #keeper: Keeper;
  readonly #input: JobInput;
  readonly #stdout: JobOutput;
  readonly #stderr: JobOutput;
  readonly #resolve: (outcome: JobOutcome) => void;
  readonly #reject: (why: Failure) => void;
  readonly #noSignals: () => void;
  /** HELLO has been said: the command may have begun. */
  #asked = false;
  /** The command has begun: from now on it is only followed, since a session that forgot it would run it again. */
  #begun = false;
  #troubled = false;
  #calls: Calls | null = null;
  /** Signals without an answer: sent again on the next connection. */
  readonly #signals = new Set<{ readonly signal: JobSignal }>();

  constructor(
    parts: JobParts,
    resolve: (outcome: JobOutcome) => void,
    reject: (why: Failure) => void,
  ) {
    const all = full(parts);
    this.#parts = parts;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#basics = helloBasics(all);
    this.#input = new JobInput(parts.stdin);
    const unread = () => this.#signal('TERM');
    const common = { window: WINDOW, clock: all.clock };
    const { stdout, stderr } = parts;
    this.#stdout = new JobOutput({ ...common, stream: STREAM.stdout, to: stdout, broken: unread });
    this.#stderr = new JobOutput({
      ...common,
      stream: STREAM.stderr,
      to: stderr,
      broken: () => {},
    });
    this.#keeper = new Keeper(all, {
      program: 'attach',
      hello: () => this.#hello(),
      welcomed: (welcome, conversation) => this.#welcomed(welcome, conversation),
      frame: (frame) => this.#frame(frame),
      lost: ({ reason, nextTryAt }) => this.#lost(reason, nextTryAt),
      over: (why, conversation) => void this.#over(why, conversation),
    });
    this.#noSignals = parts.signals?.((signal) => this.#signal(signal)) ?? (() => {});
  }

  start(): void {
    this.#keeper.start();
  }

  #hello(): Hello {
    this.#asked = true;
    const { argv, stdin, confirmed = false } = this.#parts;
    const job = this.#begun
      ? { id: this.#id }
      : { id: this.#id, argv: [...argv], stdin: stdin !== null, confirmed };
    const [stdout, stderr] = [this.#stdout.from, this.#stderr.from];
    return { ...this.#basics, role: 'job', window: WINDOW, job, stdout, stderr };
  }

  #welcomed(welcome: Welcome, conversation: Conversation): void {
    if (welcome.role !== 'job') throw new BadFrame(`A job was welcomed as ${welcome.role}.`);
    this.#begun = true;
    if (this.#troubled) this.#parts.status?.(null);
    this.#troubled = false;
    this.#connect(welcome, conversation);
  }

  #connect(welcome: JobWelcome, conversation: Conversation): void {
    this.#calls = new Calls(conversation);
    this.#stdout.connect(conversation);
    this.#stderr.connect(conversation);
    this.#input.connect(conversation, welcome);
    for (const one of this.#signals) this.#send(one);
  }

  #frame(frame: FromHost): void {
    if (frame.type === 'taken') this.#input.taken(frame.epoch, frame.offset);
    if (frame.type === 'reply') this.#calls?.reply(frame.reply);
    if (frame.type !== 'output') return;
    if (frame.stream === STREAM.terminal) throw new BadFrame('A job has no terminal.');
    const output = frame.stream === STREAM.stdout ? this.#stdout : this.#stderr;
    output.receive(frame.offset, frame.data);
  }

  #signal(signal: JobSignal): void {
    if (!this.#asked) {
      this.#fail(new Failure('cancelled', 'The command was stopped before it began.'));
      return;
    }
    const one = { signal };
    this.#signals.add(one);
    this.#send(one);
  }

  #send(one: { readonly signal: JobSignal }): void {
    const asked = this.#calls?.ask('signal', { job: this.#id, signal: one.signal }, z.object({}));
    const done = () => this.#signals.delete(one);
    // Refused is done too: the command has ended meanwhile. Without an answer it is sent again.
    asked?.then(done, (why) => (why instanceof Failure ? done() : undefined));
  }

  #disconnect(): void {
    this.#calls?.lose();
    this.#calls = null;
    this.#stdout.connect(null);
    this.#stderr.connect(null);
    this.#input.disconnect();
  }

  #lost(reason: string, nextTryAt: number | null): void {
    this.#disconnect();
    this.#troubled = true;
    this.#parts.status?.(reason);
    if (nextTryAt === null) this.#fail(new Failure('unreachable', reason));
  }

  async #over(why: Over, conversation: Conversation | null): Promise<void> {
    if (why.kind === 'bye' && why.bye.reason === 'exited') {
      await this.#exited(why.bye, conversation);
      return;
    }
    void conversation?.close('closing');
    this.#fail(failureOf(why, this.#begun));
  }

  async #exited(
    bye: Extract<Bye, { reason: 'exited' }>,
    conversation: Conversation | null,
  ): Promise<void> {
    this.#disconnect();
    this.#stdout.missing(bye.stdout);
    this.#stderr.missing(bye.stderr);
    await Promise.all([this.#stdout.settled(), this.#stderr.settled()]);
    // Only now may the session forget the command.
    await conversation?.close('seen');
    this.#release();
    this.#resolve({ exit: bye.exit, lost: this.#stdout.lost + this.#stderr.lost });
  }

  #fail(why: Failure): void {
    this.#disconnect();
    this.#release();
    void this.#keeper.close();
    this.#reject(why);
  }

  #release(): void {
    this.#noSignals();
    this.#input.release();
    this.#stdout.release();
    this.#stderr.release();
  }
}

function failureOf(why: Over, begun: boolean): Failure {
  if (why.kind === 'no-job') {
    const message = begun
      ? 'The session was restarted and does not know the command any more: how it ended is not known.'
      : why.reason;
    return new Failure(begun ? 'job-lost' : 'no-job', message);
  }
  if (why.kind === 'confirm') return new Failure('unconfirmed', why.reason);
  if (why.kind === 'gone') return new Failure('session-ended', why.reason);
  const how = why.bye.reason === 'ended' ? endWords(why.bye.end).reason : 'closed';
  return new Failure('session-ended', `The session ended before the command did: ${how}.`);
}
