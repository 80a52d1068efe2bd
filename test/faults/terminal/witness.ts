/** The screen of a run: hashes what it is given, checks its order, acknowledges like a screen, and waits for words in it. */
import { createHash } from 'node:crypto';
import type { LinkState, ToTerminal } from '../../../preload/terminal';
import { Recent } from './recent';

const READY = /READY (\{.*?\})\n/;
const SUMS = 'SUMS ';
const LINE = 20;

/** What it does at the window. */
interface Acts {
  /** Output below the offset has been shown. */
  shown(offset: number): void;
  /** What was typed while the link was away is old, and waits for a word. */
  asked(): void;
}

export class Witness {
  state: LinkState = { kind: 'connecting' };
  /** How often the link was lost. */
  losses = 0;
  /** The first thing that must not be, or null. */
  wrong: string | null = null;
  /** What the load said last when it began, or null. */
  ready: string | null = null;
  /** What it said last when it was asked for its sums, and those of this end at the same byte; or null. */
  sums: { readonly said: string; readonly bytes: number; readonly sha256: string } | null = null;
  /** Bytes and lines of numbered lines. */
  bytes = 0;
  lines = 0;
  /** The first byte that has not come, and where the session's output ended when it began to come last. */
  next = 0;
  live = 0;
  /** Round trips of the link as the app tells them, ms. */
  readonly latencies: number[] = [];
  /** The load may end in the midst of a line: what follows until another is ready is the shell's. */
  mayBreak = false;
  readonly #acts: Acts;
  readonly #hash = createHash('sha256');
  readonly #recent = new Recent();
  #inLines = false;
  #rest = '';
  /** Where the window's next bytes are due; null: a new window's first may be old ones. */
  #due: number | null = null;
  #begun = false;
  #listeners = new Set<() => void>();

  constructor(acts: Acts) {
    this.#acts = acts;
  }

  /** Whether a load writes. */
  get isLoaded(): boolean {
    return this.#inLines;
  }

  heard = (message: ToTerminal): void => {
    if (message.type === 'output') this.#output(message.offset, message.data);
    if (message.type === 'begin') this.#begin(message.from, message.live);
    if (message.type === 'link') this.#linked(message.state);
    if (message.type === 'gap')
      this.accuse(`the output has a gap, ${message.from} to ${message.to}`);
    if (message.type === 'waiting' && message.asks) this.#acts.asked();
    if (message.type === 'unsent' && !this.mayBreak) this.accuse('input was handed back');
    this.look();
  };

  /** Another window is opened, which is shown old output again. */
  newWindow(): void {
    this.#due = null;
    this.state = { kind: 'connecting' };
  }

  accuse(what: string): void {
    this.wrong ??= what;
  }

  /** Has what is waited for looked at. */
  look(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Resolves when it holds. @throws after `ms` without anything being heard, and where something is wrong */
  when(what: string, holds: () => boolean, ms = 60_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (then: () => void) => {
        clearTimeout(timer);
        this.#listeners.delete(look);
        then();
      };
      const stalled = () => {
        const link = JSON.stringify(this.state);
        const words = `${what} did not come: nothing was heard for ${ms / 1000} s (${link})`;
        stop(() => reject(new Error(words)));
      };
      let timer = setTimeout(stalled, ms);
      const look = () => {
        if (this.wrong !== null) return stop(() => reject(new Error(this.wrong ?? '')));
        if (holds()) return stop(resolve);
        clearTimeout(timer);
        timer = setTimeout(stalled, ms);
      };
      this.#listeners.add(look);
      look();
    });
  }

  #linked(state: LinkState): void {
    this.state = state;
    if (state.kind === 'reconnecting') this.losses += 1;
    if (state.kind === 'live' && state.latencyMs !== null) this.latencies.push(state.latencyMs);
  }

  #begin(from: number, live: number): void {
    this.live = live;
    if (!this.#begun) this.next = from;
    if (from > this.next) this.accuse(`a window began at ${from}, ${this.next} was due`);
    this.#begun = true;
  }

  #output(offset: number, data: Uint8Array): void {
    const end = offset + data.length;
    const due = this.#due ?? Math.min(offset, this.next);
    if (offset !== due) this.accuse(`output ${offset} came where ${due} was due`);
    this.#due = end;
    const old = Math.min(data.length, this.next - offset);
    if (old > 0 && !this.#recent.has(offset, data.subarray(0, old)))
      this.accuse(`output ${offset} was another the first time`);
    if (end > this.next) this.#take(data.subarray(old));
    // A screen is not at once ready with what it is given.
    setImmediate(() => this.#acts.shown(end));
  }

  #take(data: Uint8Array): void {
    this.#recent.keep(this.next, data);
    this.next += data.length;
    this.#rest += Buffer.from(data).toString('latin1');
    if (this.#inLines) this.#readLines();
    if (!this.#inLines) this.#lookForReady();
  }

  #lookForReady(): void {
    const found = READY.exec(this.#rest);
    if (found === null) return;
    this.#inLines = true;
    this.mayBreak = false;
    this.#rest = this.#rest.slice(found.index + found[0].length);
    this.ready = found[1] ?? '';
    this.#readLines();
  }

  #readLines(): void {
    let at = 0;
    let begun = 0;
    const count = () => {
      this.#hash.update(this.#rest.slice(begun, at), 'latin1');
      this.bytes += at - begun;
    };
    for (;;) {
      const piece = this.#rest.slice(at, at + LINE);
      const wanted = `${String(this.lines).padStart(15, '0')} out\n`;
      if (piece === wanted) {
        at += LINE;
        this.lines += 1;
      } else if (piece !== '' && SUMS.startsWith(piece.slice(0, SUMS.length))) {
        const end = this.#rest.indexOf('\n', at);
        if (end < 0) break;
        count();
        const said = this.#rest.slice(at + SUMS.length, end);
        this.sums = { said, bytes: this.bytes, sha256: this.#hash.copy().digest('hex') };
        begun = at = end + 1;
      } else {
        if (!wanted.startsWith(piece)) this.#break(piece);
        break;
      }
    }
    count();
    this.#rest = this.#rest.slice(at);
  }

  #break(piece: string): void {
    if (this.mayBreak) this.#inLines = false;
    else this.accuse(`line ${this.lines} of the output is ${JSON.stringify(piece)}`);
  }
}
