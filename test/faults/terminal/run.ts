/** `--what cuts` and `kills`: rounds of one fault each on a session under load, and what became of both ends' bytes. */
import { fileURLToPath } from 'node:url';
import { bundle } from '../../unit/support/bundle.mjs';
import type { Options, What } from '../options';
import { ClusterPlace } from './cluster-place';
import { CUTS, KILLS, type Kind, kindOf } from './kinds';
import { LocalPlace } from './local-place';
import type { Place } from './place';
import { planOf } from './plan';
import { doRound, type RoundOutcome } from './round';
import { type App, Stage } from './stage';
import { summary, type TerminalOutcome } from './summary';

/** What one run over a terminal does again and again. */
export type TerminalOptions = Options & { readonly what: Exclude<What, 'files' | 'all'> };

const APP = fileURLToPath(new URL('./app-process.ts', import.meta.url));

/** Tells `say` of each round. */
export async function runTerminal(
  options: TerminalOptions,
  say: (words: string) => void,
): Promise<TerminalOutcome> {
  const began = Date.now();
  if (options.what === 'cuts') return new Run(options, { kind: 'here' }, say).all(began);
  const app = await bundle(APP);
  try {
    return await new Run(options, { kind: 'process', program: app.file }, say).all(began);
  } finally {
    app.remove();
  }
}

/** A session of a run, with its place. */
interface Ground {
  readonly place: Place;
  readonly stage: Stage;
}

class Run {
  readonly #options: TerminalOptions;
  readonly #app: App;
  readonly #say: (words: string) => void;
  readonly #outcomes: RoundOutcome[] = [];
  readonly #latencies: number[] = [];
  #kinds: ReadonlySet<Kind> = new Set();
  #sabotaged: string | null = null;

  constructor(options: TerminalOptions, app: App, say: (words: string) => void) {
    this.#options = options;
    this.#app = app;
    this.#say = say;
  }

  async all(began: number): Promise<TerminalOutcome> {
    const { rounds, only, what } = this.#options;
    const left = only === null ? Array.from({ length: rounds }, (_, index) => index + 1) : [only];
    // What is under way comes to its end and is cleaned up; who asks twice does not wait for it.
    const stop = () => {
      if (left.length === 0) process.exit(1);
      left.length = 0;
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    try {
      while (left.length > 0) await this.#onOneSession(left);
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop);
    }
    const all = what === 'cuts' ? CUTS : KILLS;
    const impossible = all.filter((kind) => !this.#kinds.has(kind));
    const ms = Date.now() - began;
    const { backend } = this.#options;
    const about = { backend, impossible, sabotaged: this.#sabotaged, ms };
    return { ...summary(this.#outcomes, this.#latencies), ...about };
  }

  /**
   * Rounds until none is left, or one has gone wrong: then the session cannot be trusted any more. Nor is one used again whose
   * container was killed: a cluster waits longer each time before it starts it again.
   */
  async #onOneSession(left: number[]): Promise<void> {
    const ground = await this.#begin();
    try {
      for (let round = left.shift(); round !== undefined; round = left.shift())
        if (!(await this.#round(round, ground))) return;
    } finally {
      this.#latencies.push(...ground.stage.witness.latencies);
      await ground.stage.end();
      await ground.place.end();
    }
  }

  async #begin(): Promise<Ground> {
    const { backend, seed } = this.#options;
    const place = backend === 'local' ? await LocalPlace.start() : await ClusterPlace.start();
    this.#kinds = place.kinds;
    const stage = new Stage(place, this.#app, seed);
    try {
      await stage.begin();
      return { place, stage };
    } catch (error) {
      await stage.end();
      await place.end();
      throw error;
    }
  }

  /** Whether the session can be used again. */
  async #round(round: number, { place, stage }: Ground): Promise<boolean> {
    const { seed, what, sabotage, only, rounds } = this.#options;
    const plan = planOf(seed, round, kindOf(round, what, place.kinds));
    const isVictim = round === (only ?? Math.ceil(rounds / 2));
    const { meddler } = stage;
    const direction = plan.chance.happens(0.5) ? 'up' : 'down';
    const arm = sabotage !== null && isVictim ? () => meddler.arm(sabotage, direction) : null;
    const outcome = await doRound(plan, place, stage, arm);
    this.#sabotaged ??= meddler.done;
    this.#outcomes.push(outcome);
    this.#say(this.#words(outcome));
    return outcome.wrong === null && outcome.kind !== 'container';
  }

  #words({ round, kind, wrong, happened, level, output, input, ms }: RoundOutcome): string {
    const { what, backend, seed, sabotage } = this.#options;
    const said = `round ${round}: ${kind} (${happened}), ${output} bytes out, ${input} in, ${ms} ms`;
    const behind =
      level === null
        ? ''
        : `, level after ${Math.round(level.output)} and ${Math.round(level.input)} ms`;
    if (wrong === null) return said + behind;
    const more = sabotage === null ? '' : ` --sabotage ${sabotage}`;
    const again = `--what ${what} --backend ${backend} --seed ${seed}${more} --only ${round}`;
    return `${said}: WRONG: ${wrong} (again: ${again})`;
  }
}
