/** A person at one window of the model: what was typed, and what may become of it. */
import { OLD_MS } from '../../../../main/sessions/link/terminal-input';
import type { ToTerminal, WaitingAnswer } from '../../../../preload/contract';
import type { FakeClock } from './fake-clock';
import { Window } from './heard';
import type { ModelHost } from './model-host';
import { Numbers, numbersIn } from './numbers';

/** There are thousands of numbers: an `expect` for each takes too long. */
function must(holds: boolean, words: string): void {
  if (!holds) throw new Error(words);
}

/** Bytes of output that may be on their way. */
const WINDOW = 131_072;

/** What is known of one number that was typed. */
interface Typed {
  readonly at: number;
  /** The shell that the window knew then, or null. */
  readonly shell: number | null;
  fate: 'open' | 'taken' | 'lost' | 'handed back' | 'forgotten';
  /** The person did not want it while the link was away: it may have been taken before. */
  discarded: boolean;
  /** Another had the terminal before it was taken. */
  forbidden: boolean;
}

export class Typist {
  readonly name: string;
  readonly window: Window;
  readonly #clock: FakeClock;
  readonly #host: ModelHost;
  readonly #numbers: Numbers;
  readonly #typed = new Map<number, Typed>();
  /** The numbers that are open, in the order in which they were typed. */
  readonly #open = new Set<number>();
  /** The link came back to old keys, and the person has not answered. */
  #asked = false;
  #shell: number | null = null;

  /** `first`: the first number; those of two typists must not meet. */
  constructor(name: string, host: ModelHost, clock: FakeClock, first: number) {
    this.name = name;
    this.#host = host;
    this.#clock = clock;
    this.#numbers = new Numbers(first);
    const alike = { app: 'test', clock, random: () => 0.5, window: WINDOW };
    this.window = new Window({ ...alike, connect: host.connect, label: name }, (message) =>
      this.#hears(message),
    );
  }

  type(bytes: number): void {
    const data = this.#numbers.take(bytes);
    const known = { at: this.#clock.now(), shell: this.#shell, fate: 'open' } as const;
    for (const number of numbersIn(data)) {
      this.#typed.set(number, { ...known, discarded: false, forbidden: false });
      this.#open.add(number);
    }
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
    if (this.#shell === null) return;
    for (const one of this.#stillOpen()) one.forbidden = true;
  }

  /** The host is about to take bytes of this window. */
  taking(data: Buffer): void {
    must(!this.#asked, 'old keys went by themselves');
    for (const number of numbersIn(data)) {
      const one = this.#end(number, 'taken');
      must(!one.forbidden, 'a key went after another had the terminal');
      must([null, this.#host.generation].includes(one.shell), 'a key went to another shell');
    }
  }

  /** They count as taken, and were not written. */
  lost(data: Buffer): void {
    for (const number of numbersIn(data)) this.#end(number, 'lost');
  }

  /** Nothing waits any more, and all output has come. */
  get isComplete(): boolean {
    const waiting = this.window.all('waiting').at(-1)?.bytes ?? 0;
    return this.window.output.length === this.#host.output.length && waiting === 0;
  }

  /** Each key was taken once, or handed back once, or the person did not want it, or the host crashed over it. */
  check(): void {
    must(this.window.all('gap').length === 0, 'output is missing');
    must(this.window.output.equals(this.#host.output), 'output is not what was printed');
    must(
      this.#stillOpen().every(({ discarded }) => discarded),
      'a key was lost',
    );
  }

  get isBounded(): boolean {
    return this.window.pending <= WINDOW;
  }

  isOwn(number: number): boolean {
    return this.#typed.has(number);
  }

  /** What is asked about is on no way to the host; the rest may be. */
  #discard(asks: boolean): void {
    for (const one of this.#stillOpen()) {
      one.discarded = true;
      if (asks) one.fate = 'forgotten';
    }
    if (asks) this.#open.clear();
  }

  #hears(message: ToTerminal): void {
    if (message.type === 'begin') this.#shell = this.#host.generation;
    if (message.type === 'unsent')
      for (const number of numbersIn(message.data)) {
        must(this.#typed.get(number)?.discarded === false, 'what was not wanted came back');
        this.#end(number, 'handed back');
      }
    if (message.type === 'link' && message.state.kind !== 'live') this.#asked = false;
    if (
      message.type === 'link' &&
      message.state.kind === 'live' &&
      message.state.latencyMs === null
    )
      this.#asked = this.#isOld();
  }

  /** By what the link can know: what is not for this shell is handed back, and asks nothing. */
  #isOld(): boolean {
    const mine = this.#stillOpen().filter(
      ({ discarded, forbidden, shell }) =>
        !discarded && !forbidden && (shell === null || shell === this.#host.generation),
    );
    return mine.some(({ at }) => this.#clock.now() - at >= OLD_MS);
  }

  #stillOpen(): Typed[] {
    return [...this.#open].flatMap((number) => this.#typed.get(number) ?? []);
  }

  #end(number: number, fate: Typed['fate']): Typed {
    const one = this.#typed.get(number);
    if (one === undefined) throw new Error(`${number} was never typed here`);
    must(one.fate === 'open', `a key was ${one.fate}, and ${fate}`);
    one.fate = fate;
    this.#open.delete(number);
    return one;
  }
}
