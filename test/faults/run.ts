/** One run: a terminal under load in both directions, struck again and again, then both ends' bytes compared. */
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { TerminalLink } from '../../main/sessions/link/terminal-link';
import { TestHost } from '../unit/support/agent-host';
import { Chance } from './chance';
import { Meddler } from './meddler';
import type { Options, What } from './options';
import { Typist } from './typist';
import { Witness } from './witness';

/** Bytes of one direction, as both ends have them. */
interface Stream {
  readonly bytes: number;
  readonly here: string;
  readonly there: string | null;
}

/** What one run over a terminal does again and again. */
type TerminalOptions = Options & { readonly what: Exclude<What, 'files'> };

export interface Outcome {
  readonly ok: boolean;
  /** What is wrong, or null. */
  readonly wrong: string | null;
  readonly strikes: number;
  readonly sabotaged: string | null;
  readonly output: Stream;
  readonly input: Stream;
  readonly ms: number;
}

const LOAD = fileURLToPath(new URL('./load.py', import.meta.url));
/** The journal's cap: nothing is left out for being far behind. Bytes. */
const JOURNAL = 268_435_456;
/** Between two keys or pastes. */
const TYPE_MS = 5;
const Told = z.object({
  output: z.string(),
  input: z.string(),
  order: z.string().nullable(),
});
type Told = z.infer<typeof Told>;

/** Tells `say` of each strike. Never throws for what a fault did: that is in the outcome. */
export async function run(
  options: TerminalOptions,
  say: (words: string) => void,
): Promise<Outcome> {
  const host = await TestHost.start();
  const storm = new Storm(host, options, say);
  try {
    return await storm.blow();
  } finally {
    await storm.close();
    await host.end();
  }
}

class Storm {
  readonly #options: TerminalOptions;
  readonly #say: (words: string) => void;
  readonly #chance: Chance;
  readonly #meddler: Meddler;
  readonly #witness = new Witness();
  readonly #link: TerminalLink;
  readonly #typist: Typist;
  #strikes = 0;

  constructor(host: TestHost, options: TerminalOptions, say: (words: string) => void) {
    this.#options = options;
    this.#say = say;
    this.#chance = new Chance(options.seed);
    this.#meddler = new Meddler(host, this.#chance);
    const { heard } = this.#witness;
    const random = this.#chance.next;
    const { connect } = this.#meddler;
    this.#link = new TerminalLink({ connect, app: 'faults', heard, random, tail: JOURNAL });
    this.#witness.link = this.#link;
    this.#typist = new Typist((data) => this.#link.input(data), this.#chance);
  }

  async blow(): Promise<Outcome> {
    const began = Date.now();
    let told: Told | null = null;
    let thrown: string | null = null;
    try {
      await this.#begin();
      for (let round = 1; round <= this.#options.rounds; round += 1) await this.#round(round);
      told = await this.#finish();
    } catch (error) {
      thrown = error instanceof Error ? error.message : String(error);
    }
    const wrong = this.#witness.wrong ?? thrown ?? whatDiffers(told, this.#typist, this.#witness);
    return {
      ok: wrong === null,
      wrong,
      strikes: this.#strikes,
      sabotaged: this.#meddler.done,
      output: stream(this.#witness, told?.output),
      input: stream(this.#typist, told?.input),
      ms: Date.now() - began,
    };
  }

  async close(): Promise<void> {
    await this.#link.close();
  }

  async #begin(): Promise<void> {
    this.#link.open({ cols: 80, rows: 24 });
    this.#link.input(Buffer.from(`exec python3 -I '${LOAD}'\n`));
    await this.#witness.when('the load', () => this.#witness.ready);
  }

  async #round(round: number): Promise<void> {
    const { rounds, what } = this.#options;
    const witness = this.#witness;
    await this.#live();
    const typing = setInterval(() => this.#typist.some(), TYPE_MS);
    try {
      await this.#more(this.#chance.between(1, 700_000));
      if (round === Math.ceil(rounds / 2)) await this.#sabotage();
    } finally {
      clearInterval(typing);
    }
    this.#meddler.strike(what);
    this.#strikes += 1;
    this.#say(`round ${round} of ${rounds}: ${witness.bytes} bytes out, ${this.#typist.bytes} in`);
    await witness.when('the loss', () => witness.state.kind === 'reconnecting');
    // What is typed now waits for the link.
    this.#typist.some();
  }

  async #more(bytes: number): Promise<void> {
    const until = this.#witness.bytes + bytes;
    await this.#witness.when('more output', () => this.#witness.bytes >= until);
  }

  /** Damages bytes that have not come before: damage to those that come again after a cut harms nothing. */
  async #sabotage(): Promise<void> {
    const { sabotage } = this.#options;
    if (sabotage === null) return;
    this.#meddler.arm(sabotage);
    await this.#witness.when('the sabotage', () => this.#meddler.done !== null);
    await this.#more(200_000);
  }

  /** Connected; a person who is tired of waiting presses the button. */
  async #live(): Promise<void> {
    const { state } = this.#witness;
    if (state.kind === 'reconnecting' && this.#chance.happens(0.7)) this.#link.retry();
    await this.#witness.when('the link', () => this.#witness.state.kind === 'live');
  }

  async #finish(): Promise<Told> {
    await this.#live();
    this.#typist.end();
    await this.#witness.when('the end', () => this.#witness.done !== null);
    return Told.parse(JSON.parse(this.#witness.done ?? 'null'));
  }
}

function stream(here: { bytes: number; sha256: string }, there: string | undefined): Stream {
  return { bytes: here.bytes, here: here.sha256, there: there ?? null };
}

function whatDiffers(told: Told | null, typist: Typist, witness: Witness): string | null {
  if (told === null) return 'the other end said nothing';
  if (told.order !== null) return told.order;
  if (told.input !== typist.sha256) return 'the input is not the same at both ends';
  return told.output === witness.sha256 ? null : 'the output is not the same at both ends';
}
