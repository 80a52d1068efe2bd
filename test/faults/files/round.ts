/** One round: one transfer and one fault, and what became of both ends. */
import { join } from 'node:path';
import type { Clock } from '../../../main/sessions/link/clock';
import type { TransferState } from '../../../preload/transfers';
import { Meddler } from '../meddler';
import { ask, type Order, retry, settled, startApp } from './app';
import { bytesOf, filesOf, SMALL } from './items';
import { KilledApp } from './killed-app';
import type { Kind } from './kinds';
import { Place } from './place';
import type { Plan } from './plan';
import type { Sessions } from './there/there';
import { missingIn, partsIn, whole, wrongIn } from './tree';
import { Wire } from './wire';

export interface RoundOutcome {
  readonly round: number;
  readonly kind: Kind;
  /** The first thing that is wrong, or null. */
  readonly wrong: string | null;
  /** Whether the fault struck. */
  readonly happened: boolean;
  /** The code of the failure that was told, or null. */
  readonly told: string | null;
  /** Whether there was more than one connection. */
  readonly resumed: boolean;
  readonly files: number;
  /** Bytes: in the files; of files on the wire; of these, such that were verified before. */
  readonly bytes: number;
  readonly sent: number;
  readonly again: number;
  readonly ms: number;
}

/** What must be told: its code, and what is said. All other faults are got over. */
const TOLD: Partial<Record<Kind, { readonly code: string; readonly words: RegExp }>> = {
  changed: { code: 'changed', words: /changed|shorter/ },
  'disk-full-here': { code: 'disk-full', words: /disk of this computer/ },
  'disk-full-there': { code: 'disk-full', words: /session’s disk|session's disk/ },
  evicted: { code: 'session-ended', words: /evicted: .*limit/ },
};
/** A stalled connection is found dead after 15 s: of the app's time, which goes faster until it has another one. */
const FASTER = 3;

/** Does it; `program` is the bundle of app-process.ts. Never throws for what a fault did: that is in the outcome. */
export async function doRound(
  plan: Plan,
  sessions: Sessions,
  program: string,
): Promise<RoundOutcome> {
  const place = await Place.make(plan, sessions);
  return new Round(plan, { place, sessions, program }).run();
}

class Round {
  readonly #plan: Plan;
  readonly #parts: { readonly sessions: Sessions; readonly program: string };
  readonly #place: Place;
  readonly #wire: Wire;
  readonly #meddler: Meddler;
  #killed: KilledApp | null = null;
  #struck = false;
  /** Files that an app knew to be in their places when it was killed. */
  #noted = 0;
  #told: string | null = null;

  constructor(plan: Plan, parts: { place: Place; sessions: Sessions; program: string }) {
    this.#plan = plan;
    this.#parts = parts;
    this.#place = parts.place;
    this.#wire = new Wire(plan.moment, (chunk) => this.#strike(chunk));
    this.#meddler = new Meddler(this.#place.there, plan.chance, () => this.#wire.eye());
  }

  async run(): Promise<RoundOutcome> {
    const began = Date.now();
    let wrong: string | null;
    try {
      wrong = await this.#wrong();
    } catch (error) {
      wrong = error instanceof Error ? error.message : String(error);
    } finally {
      await this.#place.end();
    }
    const { round, kind, items } = this.#plan;
    const { sent, again, connections } = this.#wire;
    const happened = this.#happened();
    return {
      ...{ round, kind, happened, told: this.#told, resumed: connections > 1 },
      wrong: wrong ?? (happened ? null : 'the fault did not happen'),
      ...{ files: filesOf(items).length, bytes: bytesOf(items), sent, again },
      ms: Date.now() - began,
    };
  }

  /** The first thing that is wrong. */
  async #wrong(): Promise<string | null> {
    const { kind, way } = this.#plan;
    if (kind === 'flip') this.#meddler.arm('flip', way === 'send' ? 'up' : 'down');
    if (kind === 'app-killed') {
      const wrong = await this.#kill();
      if (wrong !== null) return wrong;
    }
    const transfers = startApp(this.#place.profile, {
      connect: this.#meddler.connect,
      app: 'faults',
      random: this.#plan.chance.next,
      ...(kind === 'stall' ? { clock: faster(FASTER, () => this.#wire.connections < 2) } : {}),
    });
    try {
      if (kind !== 'app-killed') await ask(transfers, this.#order);
      let state = await settled(transfers);
      const told = TOLD[kind];
      if (told !== undefined) {
        const wrong = this.#wrongTold(state, told);
        if (wrong !== null || kind === 'evicted') return wrong;
        this.#remedy();
        retry(transfers);
        state = await settled(transfers);
      }
      return this.#wrongAtEnd(state);
    } finally {
      await transfers.close();
    }
  }

  /** The app is killed at the moment; what it leaves must be no wrong file. */
  async #kill(): Promise<string | null> {
    const { profile, folder } = this.#place;
    const about = { profile, socket: join(folder, 'app.sock'), order: this.#order };
    this.#killed = await KilledApp.start(this.#parts.program, about, this.#meddler.connect);
    await this.#killed.gone();
    this.#wire.killed();
    // Of a file that is on its way each end has what came of it; one that is in its place is known by the app's journal alone.
    const large = new Set(
      filesOf(this.#plan.items).flatMap((file) => (file.size > SMALL ? [file.path] : [])),
    );
    this.#wire.forget((path) => {
      return (
        large.has(Buffer.from(path, 'base64').toString('latin1')) && !this.#place.hasCome(path)
      );
    });
    this.#noted = this.#place.noted;
    return wrongIn(this.#place.came, this.#place.versions);
  }

  #strike(chunk: Buffer): void {
    const { kind, chance, moment } = this.#plan;
    this.#struck = true;
    const after = () => chance.between(0, chunk.length);
    if (kind === 'cut') this.#meddler.strike('cuts', after());
    if (kind === 'reset') this.#meddler.strike('resets', after());
    if (kind === 'stall') this.#meddler.strike('stalls', after());
    if (kind === 'agent-killed') this.#meddler.strike('kills');
    if (kind === 'app-killed') this.#killed?.kill();
    if (kind === 'changed' && moment.on === 'file') this.#place.change(moment.path);
    if (kind === 'disk-full-there') this.#place.fillUp();
    if (kind === 'api-server') this.#parts.sessions.restartServer();
    if (kind === 'evicted') {
      // What is under way does not come to its end before that.
      this.#meddler.strike('stalls', after());
      this.#place.there.evict();
    }
  }

  #happened(): boolean {
    const { kind } = this.#plan;
    if (kind === 'flip') return this.#meddler.done !== null;
    return kind.startsWith('disk-full') ? this.#told === TOLD[kind]?.code : this.#struck;
  }

  /** A failure must be told by its code and in words, and leave nothing but whole files, or what a later try goes on with. */
  #wrongTold(state: TransferState, { code, words }: { code: string; words: RegExp }) {
    if (state.kind !== 'failed') return `nothing was told: it is ${state.kind}`;
    this.#told = state.error.code;
    const { message } = state.error;
    if (this.#told !== code || !words.test(message)) return `told as ${this.#told}: ${message}`;
    const { kind, way } = this.#plan;
    // With the pod its files are gone.
    if (kind === 'evicted' && way === 'send') return null;
    const { came, versions } = this.#place;
    const [part] = partsIn(came);
    if (part !== undefined && code !== 'disk-full')
      return `after the failure a part is left: ${part}`;
    return wrongIn(came, versions);
  }

  /** What a person does before trying again. What was given up of a file that changed is verified no more. */
  #remedy(): void {
    const isChanged = this.#plan.kind === 'changed';
    this.#wire.forget((path) => !isChanged || this.#place.hasCome(path));
    if (!isChanged) this.#place.makeRoom();
  }

  #wrongAtEnd(state: TransferState): string | null {
    if (state.kind === 'failed') {
      this.#told = state.error.code;
      return `it failed: ${state.error.code}: ${state.error.message}`;
    }
    if (state.kind !== 'done') return `it ended as ${JSON.stringify(state)}`;
    const { came, latest } = this.#place;
    const wrong = wrongIn(came, [latest]) ?? missingIn(came, latest);
    if (wrong !== null) return wrong;
    const { kind } = this.#plan;
    const parts = partsIn(came);
    if (parts.length > 0) return `parts are left: ${parts.join(', ')}`;
    const { wrongLook } = this.#place;
    if (wrongLook !== null) return wrongLook;
    const { again, asked } = this.#wire;
    const rest = filesOf(this.#plan.items).length - this.#noted;
    if (asked.size > rest) return `${asked.size} files were asked for, when ${rest} were missing`;
    return again > 0 ? `${again} verified bytes were sent again after ${kind}` : null;
  }

  get #order(): Order {
    const { way, items } = this.#plan;
    const [{ path }] = items;
    const { here } = this.#place;
    if (way === 'send') return { way, path: whole(here, path).toString() };
    return { way, path: Buffer.from(path, 'latin1').toString('base64'), to: here };
  }
}

/** Time that goes so many times as fast while `isSo`: a busy machine is given its time again after that. */
function faster(times: number, isSo: () => boolean): Clock {
  let [looked, shown] = [Date.now(), Date.now()];
  return {
    now() {
      const now = Date.now();
      shown += (now - looked) * (isSo() ? times : 1);
      looked = now;
      return shown;
    },
    after(ms, then) {
      const timer = setTimeout(then, isSo() ? ms / times : ms);
      return () => clearTimeout(timer);
    },
  };
}
