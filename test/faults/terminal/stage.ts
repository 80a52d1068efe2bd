/** A session under load in both directions, and the window on it. */
import { z } from 'zod';
import { TerminalLink } from '../../../main/sessions/link/terminal-link';
import { Chance } from '../chance';
import { Meddler } from '../meddler';
import { AppWindow } from './app-window';
import type { Place } from './place';
import { takenEye } from './taken';
import { Typist } from './typist';
import type { Window } from './window';
import { Witness } from './witness';

/** How the app is run: in this process, or as the bundle in a process of its own, so that it can be killed. */
export type App =
  | { readonly kind: 'here' }
  | { readonly kind: 'process'; readonly program: string };

/** Of one direction. */
const Sums = z.object({ bytes: z.number(), sha256: z.string() });
type Sums = z.infer<typeof Sums>;
const InputSums = Sums.extend({ order: z.string().nullable() });
const Told = z.object({ output: Sums, input: InputSums });
type Told = z.infer<typeof Told>;

/** Between two keys or pastes, ms. */
const TYPE_MS = 5;
const SIZE = { cols: 80, rows: 24 };

/** How long after a moment each direction had nothing left to make up for. ms */
export interface Level {
  readonly output: number;
  readonly input: number;
}

export class Stage {
  readonly witness = new Witness({
    shown: (offset) => this.#window?.ack(offset),
    // Not from within what is heard: the answer has things told, too.
    asked: () => setImmediate(() => this.#window?.answer('send')),
  });
  readonly typist = new Typist((data) => this.#input(data));
  readonly meddler: Meddler;
  readonly #place: Place;
  readonly #app: App;
  readonly #chance: Chance;
  #window: Window | null = null;
  /** Bytes that this window was given to send, and of these such that the session has taken. */
  #given = 0;
  #taken = 0;

  constructor(place: Place, app: App, seed: number) {
    this.#place = place;
    this.#app = app;
    this.#chance = new Chance(seed);
    const eye = () =>
      takenEye((offset) => {
        this.#taken = offset;
        this.witness.look();
      });
    const { connect } = place;
    this.meddler = new Meddler({ connect }, this.#chance, eye);
  }

  /** Resolves when the load runs. */
  async begin(): Promise<void> {
    await this.openWindow();
    await this.startLoad();
  }

  /** Opens a window, where the last one is gone. */
  async openWindow(): Promise<void> {
    this.witness.newWindow();
    this.#window ??= await this.#open();
    this.#window.open(SIZE);
    await this.live();
    // A client that was there before goes on counting.
    this.#given = this.#taken;
  }

  /** The app is gone at once, with all that it had not sent. */
  async killApp(): Promise<void> {
    this.witness.mayBreak = true;
    if (this.#window instanceof AppWindow) await this.#window.kill();
    this.#window = null;
  }

  /** The window's page is gone, with all that it had not acknowledged, and comes again. What shows that, once the link lives. */
  async killRenderer(): Promise<string> {
    if (!(this.#window instanceof AppWindow)) throw new Error('There is no app with a renderer.');
    const times = await this.#window.reload();
    await this.openWindow();
    return `it was loaded again, ${times} by now`;
  }

  /** Runs the load, anew where the last one is gone. What it had of the input must be what was typed. */
  async startLoad(): Promise<void> {
    const { witness } = this;
    witness.ready = null;
    // A person whose line was cut ends it first: its end is for the shell of its beginning, and is handed back. None counts it.
    this.#window?.input(Buffer.from('\n'));
    this.#input(Buffer.from(`${this.#place.load(witness.lines)}\n`));
    await witness.when('the load', () => witness.ready !== null);
    this.#goOnFrom(InputSums.parse(JSON.parse(witness.ready ?? '')));
  }

  /** Types until it is called. */
  type(chance: Chance): () => void {
    const typing = setInterval(() => this.typist.some(chance), TYPE_MS);
    return () => clearInterval(typing);
  }

  async more(bytes: number): Promise<void> {
    const until = this.witness.bytes + bytes;
    await this.witness.when('more output', () => this.witness.bytes >= until);
  }

  async live(): Promise<void> {
    await this.witness.when('the link', () => this.witness.state.kind === 'live');
  }

  /** Resolves when the link that is there now is lost. */
  lost(): Promise<void> {
    const { losses } = this.witness;
    return this.witness.when('the loss', () => this.witness.losses > losses);
  }

  /** Resolves when all that was behind at this moment has come, if a connection begins after it. */
  async level(): Promise<Level> {
    const began = performance.now();
    const after = () => performance.now() - began;
    const given = this.#given;
    const { witness } = this;
    const outputLevel = async () => {
      await this.live();
      await witness.when('the output', () => witness.next >= witness.live);
      return after();
    };
    const inputLevel = async () => {
      await witness.when('the input', () => this.#taken >= given);
      return after();
    };
    const [output, input] = await Promise.all([outputLevel(), inputLevel()]);
    return { output, input };
  }

  /** Asks the session for its sums; those of this end are its output's at the same byte. */
  async check(): Promise<Told & { readonly here: Sums }> {
    this.typist.check();
    return this.#sums();
  }

  /** After a killed app: finds what the session has of the input, and goes on from there. */
  async findInput(): Promise<void> {
    this.#input(Buffer.from('CHECK\n'));
    this.#goOnFrom((await this.#sums()).input);
    this.witness.mayBreak = false;
  }

  async #sums(): Promise<Told & { readonly here: Sums }> {
    const { witness } = this;
    witness.sums = null;
    await witness.when('the sums', () => witness.sums !== null);
    const { said, ...here } = witness.sums ?? { said: '', bytes: 0, sha256: '' };
    return { ...Told.parse(JSON.parse(said)), here };
  }

  async end(): Promise<void> {
    await this.#window?.close();
    this.#window = null;
  }

  #goOnFrom({ bytes, sha256, order }: z.infer<typeof InputSums>): void {
    if (order !== null) this.witness.accuse(order);
    else if (!this.typist.has(bytes, sha256))
      this.witness.accuse(`of the input ${bytes} bytes came that are not the first ones typed`);
    this.typist.rewind(bytes);
  }

  #input(data: Buffer): void {
    this.#given += data.length;
    this.#window?.input(data);
  }

  async #open(): Promise<Window> {
    const { heard } = this.witness;
    const { connect } = this.meddler;
    if (this.#app.kind === 'process') return AppWindow.start(this.#app.program, connect, heard);
    const random = this.#chance.next;
    return new TerminalLink({ connect, app: 'faults', heard, random });
  }
}
