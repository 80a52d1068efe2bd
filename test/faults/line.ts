/** One connection that can be struck: what it carries is looked at, and stops coming through. */
import { PassThrough, Writable } from 'node:stream';
import type { Exec } from '../../main/backends/backend';
import type { Chance } from './chance';

/** To the agent, or from it. */
export type Direction = 'up' | 'down';

/** What can be done to a connection: it ends, it breaks with an error, or nothing comes through any more and nobody says so. */
export type Strike = 'cuts' | 'resets' | 'stalls';

/** Looks at one connection's bytes. */
export interface Eye {
  /** They came, and it may still be struck before they pass. */
  coming(direction: Direction, chunk: Buffer): void;
  /** So many of them came through. */
  passed(direction: Direction, chunk: Buffer): void;
}

/** An end that does not know of a lost connection learns of it after this at most. Milliseconds. */
const LATE_MS = { cuts: 300, resets: 300, stalls: 1_500 } as const;

export class Line {
  /** The connection as the client has it. */
  readonly exec: Exec;
  readonly #inner: Exec;
  readonly #eye: Eye;
  readonly #chance: Chance;
  readonly #change: (direction: Direction, chunk: Buffer) => Buffer;
  readonly #stdout = new PassThrough();
  readonly #stdin: Writable;
  #strike: Strike | null = null;
  #left = Number.POSITIVE_INFINITY;
  #fail: (why: Error) => void = () => {};

  /** `change`: what goes on instead of a chunk. */
  constructor(
    inner: Exec,
    eye: Eye,
    chance: Chance,
    change: (direction: Direction, chunk: Buffer) => Buffer,
  ) {
    this.#inner = inner;
    this.#eye = eye;
    this.#chance = chance;
    this.#change = change;
    this.#stdin = this.#up();
    this.#down();
    const fate = new Promise<never>((_, reject) => {
      this.#fail = reject;
    });
    const exit = Promise.race([inner.exit, fate]);
    exit.catch(() => {});
    const close = () => this.#close();
    this.exec = { stdin: this.#stdin, stdout: this.#stdout, stderr: inner.stderr, exit, close };
  }

  /** After so many more bytes, in both directions together. */
  strike(what: Strike, after: number): void {
    if (this.#strike !== null) return;
    this.#strike = what;
    this.#left = after;
    if (after === 0) this.#end();
  }

  /** What of the chunk comes through. */
  #through(direction: Direction, came: Buffer): Buffer {
    this.#eye.coming(direction, came);
    const passed = this.#change(direction, came).subarray(0, this.#left);
    this.#left -= passed.length;
    this.#eye.passed(direction, passed);
    return passed;
  }

  #down(): void {
    const { stdout } = this.#inner;
    stdout.on('data', (chunk: Buffer) => {
      if (this.#left === 0) return;
      const passed = this.#through('down', chunk);
      if (passed.length > 0 && !this.#stdout.write(passed)) stdout.pause();
      if (this.#left === 0) this.#end();
    });
    this.#stdout.on('drain', () => stdout.resume());
    stdout.on('end', () => {
      if (this.#left > 0) this.#stdout.end();
    });
    stdout.on('error', (why) => this.#stdout.destroy(why));
  }

  #up(): Writable {
    const { stdin } = this.#inner;
    stdin.on('error', () => {});
    return new Writable({
      write: (chunk: Buffer, _, done) => {
        // What a silent connection takes is lost: less is under way than the system would hold back.
        if (this.#left === 0) return done();
        stdin.write(this.#through('up', chunk), () => done());
        if (this.#left === 0) this.#end();
      },
      final: (done) => {
        if (this.#left > 0) stdin.end();
        done();
      },
    });
  }

  #end(): void {
    this.#left = 0;
    if (this.#strike === 'stalls') return;
    const why = new Error('the connection was cut');
    this.#fail(why);
    const isReset = this.#strike === 'resets';
    this.#stdout.destroy(isReset ? new Error('read ECONNRESET') : undefined);
    if (isReset) this.#stdin.destroy(new Error('write EPIPE'));
    this.#closeLate();
  }

  #close(): void {
    if (this.#strike === 'stalls') this.#closeLate();
    else this.#inner.close();
  }

  /** The other end of a lost connection learns of it later. */
  #closeLate(): void {
    setTimeout(() => this.#inner.close(), this.#chance.between(0, LATE_MS[this.#strike ?? 'cuts']));
  }
}
