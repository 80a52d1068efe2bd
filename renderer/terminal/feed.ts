/**
 * Output on its way from the port to xterm, in order. Bytes below `live` are replay: they were answered once, when they
 * were new, so one chunk at a time is parsed and what xterm says meanwhile can be told from what a person types
 * (gate.ts). Later bytes go straight through.
 */
import type { TerminalSize } from '../../preload/contract';

/** Where output ends up. */
export interface Screen {
  /** `done` is called when the bytes have been parsed. */
  write(data: Uint8Array, done: () => void): void;
  /** The size the bytes that follow were written for. */
  resize(size: TerminalSize): void;
  /** Output below the offset has been parsed. */
  parsed(offset: number): void;
  /** All replay has been parsed. */
  caughtUp(): void;
}

type Step =
  | {
      readonly kind: 'bytes';
      readonly data: Uint8Array;
      readonly end: number;
      readonly replay: boolean;
    }
  | { readonly kind: 'size'; readonly size: TerminalSize };

/** Orders output, splits it exactly where replay ends, and drops what has been shown already. */
export class Feed {
  readonly #screen: Screen;
  readonly #steps: Step[] = [];
  /** The first byte that has not come yet. */
  #next = 0;
  #live = 0;
  #parsed = 0;
  /** Chunks that xterm has and has not parsed. */
  #pending = 0;
  #parsingReplay = false;
  #held = false;
  #caughtUp = true;
  /** Who waits until replay is over. */
  #waiting: (() => void)[] = [];

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** Replay is not over: not all of it has come and been parsed. */
  get replaying(): boolean {
    return !this.#caughtUp;
  }

  /** Resolves when replay is over: at once where it is. */
  async replayed(): Promise<void> {
    if (this.replaying) await new Promise<void>((over) => this.#waiting.push(over));
  }

  /** xterm is parsing a chunk of replay, or about to. */
  get parsingReplay(): boolean {
    return this.#parsingReplay;
  }

  /** The first byte that has not come yet. */
  get next(): number {
    return this.#next;
  }

  /** Output from `from` on follows; below `live` it is replay. Offsets never go back while a session lives. */
  begin(from: number, live: number): void {
    this.#next = Math.max(this.#next, from);
    this.#live = live;
    this.#parsed = Math.max(this.#parsed, from);
    this.#caughtUp = false;
    this.#pump();
  }

  /** Bytes of the session; those that have come before are dropped. */
  output(offset: number, data: Uint8Array): void {
    const known = Math.max(0, this.#next - offset);
    if (known < data.length) this.#take(offset + known, data.subarray(known));
    this.#pump();
  }

  /** The size the bytes that follow were written for. */
  size(size: TerminalSize): void {
    this.#steps.push({ kind: 'size', size });
    this.#pump();
  }

  /** The bytes below `to` will not come. */
  skip(to: number): void {
    this.#next = Math.max(this.#next, to);
    this.#parsed = Math.max(this.#parsed, to);
    this.#pump();
  }

  /** Nothing more will come: replay is over with what has. */
  end(): void {
    this.#live = Math.min(this.#live, this.#next);
    this.#pump();
  }

  /** Holds replay back while text is being composed: it is told from answers only between chunks. */
  hold(): void {
    this.#held = true;
  }

  /** Goes on after `hold`. */
  release(): void {
    this.#held = false;
    this.#pump();
  }

  #take(offset: number, data: Uint8Array): void {
    const end = offset + data.length;
    const split = Math.min(Math.max(this.#live - offset, 0), data.length);
    this.#add(data.subarray(0, split), offset + split, true);
    this.#add(data.subarray(split), end, false);
    this.#next = end;
  }

  #add(data: Uint8Array, end: number, replay: boolean): void {
    if (data.length > 0) this.#steps.push({ kind: 'bytes', data, end, replay });
  }

  #pump(): void {
    while (this.#takeStep());
    if (this.#pending > 0 || this.#steps.length > 0) return;
    this.#screen.parsed(this.#parsed);
    if (this.#caughtUp || this.#parsed < this.#live) return;
    this.#caughtUp = true;
    this.#screen.caughtUp();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const over of waiting) over();
  }

  /** Does the next step if it is its turn. */
  #takeStep(): boolean {
    const step = this.#steps[0];
    if (step === undefined) return false;
    const alone = step.kind === 'size' || step.replay;
    if (alone && this.#pending > 0) return false;
    if (step.kind === 'bytes' && (this.#parsingReplay || (step.replay && this.#held))) return false;
    this.#steps.shift();
    if (step.kind === 'size') this.#screen.resize(step.size);
    else this.#write(step.data, step.end, step.replay);
    return true;
  }

  #write(data: Uint8Array, end: number, replay: boolean): void {
    this.#pending += 1;
    this.#parsingReplay = replay;
    this.#screen.write(data, () => {
      this.#pending -= 1;
      if (replay) this.#parsingReplay = false;
      this.#parsed = Math.max(this.#parsed, end);
      this.#screen.parsed(this.#parsed);
      this.#pump();
    });
  }
}
