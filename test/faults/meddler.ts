/** Stands between a client and an agent: strikes connections, kills programs, and changes one byte where it is told to. */
import type { AgentProgram, Exec } from '../../main/backends/backend';
import type { Chance } from './chance';
import { DataFinder } from './data-finder';
import { type Direction, type Eye, Line, type Strike } from './line';
import type { Sabotage } from './options';

/** What it stands before: the way to an agent, and how its programs are killed, where it can kill them. */
export interface Agent {
  connect(program: AgentProgram): Promise<Exec>;
  cut?(): void;
}

/** Sees nothing. */
const BLIND: Eye = { coming: () => {}, passed: () => {} };

export class Meddler {
  readonly #agent: Agent;
  readonly #chance: Chance;
  readonly #eye: () => Eye;
  readonly #lines = new Set<Line>();
  #sabotage: { readonly kind: Sabotage; readonly direction: Direction } | null = null;
  /** What was done to which byte, or null. */
  done: string | null = null;

  /** `eye` is asked for at each connection. */
  constructor(agent: Agent, chance: Chance, eye: () => Eye = () => BLIND) {
    this.#agent = agent;
    this.#chance = chance;
    this.#eye = eye;
  }

  connect = async (program: AgentProgram): Promise<Exec> => {
    const inner = await this.#agent.connect(program);
    const finders = { up: new DataFinder(), down: new DataFinder() };
    const line = new Line(inner, this.#eye(), this.#chance, (direction, chunk) =>
      this.#meddle(direction, finders[direction], chunk),
    );
    this.#lines.add(line);
    const gone = () => void this.#lines.delete(line);
    inner.exit.then(gone, gone);
    return line.exec;
  };

  /**
   * Makes it happen to all connections: those that are struck after a few more bytes, `after` or by chance, wherever in a frame
   * that is.
   */
  strike(what: Strike | 'kills', after?: number): void {
    if (what === 'kills') this.#agent.cut?.();
    else
      for (const line of this.#lines)
        line.strike(what, after ?? this.#chance.between(0, 3) * this.#chance.between(0, 90_000));
  }

  /** Changes one byte of the next data that passes in one direction. */
  arm(kind: Sabotage, direction: Direction = this.#chance.happens(0.5) ? 'up' : 'down'): void {
    this.#sabotage = { kind, direction };
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
