/** Stands between a client and an agent: cuts connections, kills programs, and changes one byte where it is told to. */
import { PassThrough, Writable } from 'node:stream';
import type { AgentProgram, Exec } from '../../main/backends/backend';
import type { TestHost } from '../unit/support/agent-host';
import type { Chance } from './chance';
import { DataFinder } from './data-finder';
import type { Fault, Sabotage } from './options';

type Direction = 'up' | 'down';

export class Meddler {
  readonly #host: TestHost;
  readonly #chance: Chance;
  #cuts = new Set<(after: number) => void>();
  #sabotage: { readonly kind: Sabotage; readonly direction: Direction } | null = null;
  /** What was done to which byte, or null. */
  done: string | null = null;

  constructor(host: TestHost, chance: Chance) {
    this.#host = host;
    this.#chance = chance;
  }

  connect = async (program: AgentProgram): Promise<Exec> => {
    const inner = await this.#host.connect(program);
    let left = Number.POSITIVE_INFINITY;
    let cut: (why: Error) => void = () => {};
    const fate = new Promise<never>((_, reject) => {
      cut = reject;
    });
    fate.catch(() => {});
    const stdout = new PassThrough();
    const end = () => {
      this.#cuts.delete(begin);
      left = 0;
      cut(new Error('the connection was cut'));
      stdout.destroy();
      // The other end of a cut connection learns of it later, or never: here a little later.
      setTimeout(() => inner.close(), this.#chance.between(0, 300));
    };
    const begin = (after: number) => {
      left = after;
      if (after === 0) end();
    };
    this.#cuts.add(begin);
    /** What of the chunk comes through. */
    const through = (chunk: Buffer): Buffer => {
      const passed = chunk.subarray(0, left);
      left -= passed.length;
      return passed;
    };
    const [up, down] = [new DataFinder(), new DataFinder()];
    inner.stdout.on('data', (chunk: Buffer) => {
      const passed = through(this.#meddle('down', down, chunk));
      if (passed.length > 0 && !stdout.write(passed)) inner.stdout.pause();
      if (left === 0) end();
    });
    stdout.on('drain', () => inner.stdout.resume());
    inner.stdout.on('end', () => stdout.end());
    const stdin = new Writable({
      write: (chunk: Buffer, _, done) => {
        inner.stdin.write(through(this.#meddle('up', up, chunk)), () => done());
        if (left === 0) end();
      },
      final: (done) => {
        inner.stdin.end();
        done();
      },
    });
    inner.stdin.on('error', () => {});
    inner.exit.then(() => this.#cuts.delete(begin));
    const exit = Promise.race([inner.exit, fate]);
    exit.catch(() => {});
    return { stdin, stdout, stderr: inner.stderr, exit, close: () => inner.close() };
  };

  /** Makes it happen to all connections. */
  strike(what: Fault): void {
    if (what === 'kills') this.#host.cut();
    // After a few more bytes, wherever in a frame that is.
    else
      for (const cut of this.#cuts)
        cut(this.#chance.between(0, 3) * this.#chance.between(0, 90_000));
  }

  /** Changes one byte of the next data that passes in one direction. */
  arm(kind: Sabotage): void {
    this.#sabotage = { kind, direction: this.#chance.happens(0.5) ? 'up' : 'down' };
  }

  #meddle(direction: Direction, finder: DataFinder, chunk: Buffer): Buffer {
    const found = finder.pass(chunk);
    if (this.#sabotage?.direction !== direction) return chunk;
    const at = this.#victim(chunk, found);
    if (at === null) return chunk;
    const { kind } = this.#sabotage;
    this.#sabotage = null;
    this.done = `${kind} one byte ${direction === 'up' ? 'of the input' : 'of the output'}`;
    const byte = chunk[at] ?? 0;
    const middle = { drop: [], double: [byte, byte], flip: [byte ^ 1] }[kind];
    return Buffer.concat([chunk.subarray(0, at), Buffer.from(middle), chunk.subarray(at + 1)]);
  }

  /** A byte with another one after it, so that one byte less or more shows. */
  #victim(chunk: Buffer, found: readonly { from: number; to: number }[]): number | null {
    for (const { from, to } of found) {
      const start = this.#chance.between(from, to);
      for (let at = start; at < to - 1; at += 1) if (chunk[at] !== chunk[at + 1]) return at;
    }
    return null;
  }
}
