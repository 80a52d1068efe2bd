/** A person at one window of the model: what was typed, and what may become of it. */
import { OLD_MS } from '../../../../main/sessions/link/terminal-input';
import type { ToTerminal, WaitingAnswer } from '../../../../preload/contract';
import type { FakeClock } from './fake-clock';
import { Fates, must } from './fates';
import { Window } from './heard';
import type { ModelHost } from './model-host';
import { Numbers, numbersIn } from './numbers';

/** Bytes of output that may be on their way. */
const WINDOW = 65_536;

export class Typist {
  readonly name: string;
  readonly window: Window;
  readonly #clock: FakeClock;
  readonly #host: ModelHost;
  /** Keys are numbers from this on. */
  readonly #first: number;
  readonly #numbers: Numbers;
  readonly #fates = new Fates();
  /** The link came back to old keys, and the person has not answered. */
  #asked = false;
  #shell: number | null = null;

  /** `first`: the first number; those of two typists must not meet. */
  constructor(name: string, host: ModelHost, clock: FakeClock, first: number) {
    this.name = name;
    this.#host = host;
    this.#clock = clock;
    this.#first = first;
    this.#numbers = new Numbers(first);
    const alike = { app: 'test', clock, random: () => 0.5, window: WINDOW };
    this.window = new Window({ ...alike, connect: host.connect, label: name }, (message) =>
      this.#hears(message),
    );
  }

  type(bytes: number): void {
    const data = this.#numbers.take(bytes);
    this.#fates.type(numbersIn(data).length, this.#clock.now(), this.#shell);
    this.window.link.input(data);
  }

  /** Answers as a person does, where there is something to answer. */
  answer(answer: WaitingAnswer): void {
    const waiting = this.window.all('waiting').at(-1);
    if (waiting === undefined || waiting.bytes === 0 || waiting.since === null) return;
    must(waiting.asks || !this.#asked, 'old keys are asked about');
    if (answer === 'discard') this.#discard(waiting.asks);
    if (waiting.asks) this.#asked = false;
    this.window.link.answer(answer);
  }

  /** Another client is given the terminal: what was typed here before, for a shell that was seen, must not be taken any more. */
  otherGranted(): void {
    if (this.#shell !== null) this.#fates.forbid();
  }

  /** The host is about to take bytes of this window. */
  taking(data: Buffer): void {
    must(!this.#asked, 'old keys went by themselves');
    for (const key of this.#keysIn(data)) {
      const { isForbidden, shell } = this.#fates.of(key);
      must(!isForbidden, 'a key went after another had the terminal');
      must(shell === null || shell === this.#host.generation, 'a key went to another shell');
      this.#fates.close(key, 'taken');
    }
  }

  /** They count as taken, and were not written. */
  lost(data: Buffer): void {
    for (const key of this.#keysIn(data)) this.#fates.close(key, 'lost');
  }

  /** Nothing waits any more, and all output has come. */
  get isComplete(): boolean {
    const waiting = this.window.all('waiting').at(-1)?.bytes ?? 0;
    return this.window.output.length === this.#host.output.length && waiting === 0;
  }

  get isBounded(): boolean {
    return this.window.pending <= WINDOW;
  }

  /** Each key was taken once, or handed back once, or the person did not want it, or the host crashed over it. */
  check(): void {
    must(this.window.all('gap').length === 0, 'output is missing');
    must(this.window.output.equals(this.#host.output), 'output is not what was printed');
    for (const key of this.#fates.open()) must(this.#fates.of(key).isDiscarded, 'a key was lost');
  }

  /** Whether a number is one of this person's keys. */
  isOwn(number: number): boolean {
    return number >= this.#first && number < this.#first + 2 ** 30;
  }

  #keysIn(data: Uint8Array): number[] {
    return numbersIn(data).map((number) => number - this.#first);
  }

  /** What is asked about is on no way to the host; the rest may be. */
  #discard(asks: boolean): void {
    this.#fates.discard();
    if (asks) for (const key of this.#fates.open()) this.#fates.close(key, 'forgotten');
  }

  #hears(message: ToTerminal): void {
    if (message.type === 'begin') this.#shell = this.#host.generation;
    if (message.type === 'unsent') this.#handedBack(message.data);
    if (message.type !== 'link') return;
    const { state } = message;
    if (state.kind !== 'live') this.#asked = false;
    else if (state.latencyMs === null) this.#asked = this.#isOld();
  }

  #handedBack(data: Uint8Array): void {
    for (const key of this.#keysIn(data)) {
      must(!this.#fates.of(key).isDiscarded, 'what was not wanted came back');
      this.#fates.close(key, 'handed back');
    }
    // What comes back as the link does is asked about no more.
    this.#asked &&= this.#isOld();
  }

  /** Whether something old waits; what is not for this shell is handed back, and asks nothing. */
  #isOld(): boolean {
    for (const key of this.#fates.open()) {
      const { at, shell, isDiscarded, isForbidden } = this.#fates.of(key);
      const isMine = shell === null || shell === this.#host.generation;
      if (isMine && !isDiscarded && !isForbidden) return this.#clock.now() - at >= OLD_MS;
    }
    return false;
  }
}
