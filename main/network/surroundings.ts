/**
 * What connections depend on outside of themselves and are not told of: the computer slept, or has another network.
 * The systems tell of a network in three ways, and Node of none: it is looked at, which costs a tenth of a millisecond.
 */
import { networkInterfaces } from 'node:os';
import { defaultRoutes } from './routes-linux';

/** What whoever keeps a connection needs to know. */
export interface Surroundings {
  /** Whether this computer has no network at all. */
  readonly offline: boolean;
  /** Calls the listener when connections may have gone without a word. Returns what stops that. */
  onChange(listener: () => void): () => void;
}

/** Where nothing changes: the command line, whose life is short. */
export const UNCHANGING: Surroundings = { offline: false, onChange: () => () => {} };

/** The same for what needs a network, or does not and is never offline. */
export function withNetwork(surroundings: Surroundings, needsNetwork: boolean): Surroundings {
  if (needsNetwork) return surroundings;
  return { offline: false, onChange: (listener) => surroundings.onChange(listener) };
}

/** What there is to look at. */
export interface NetworkView {
  /** Whether there is a network, as far as the system knows. */
  isOnline(): boolean;
  /** The addresses and routes, as a text that is another one when they are. */
  way(): string;
}

/** So often it is looked at. ms */
const LOOK_MS = 2_000;

/** Looks while anybody listens. */
export class WatchedSurroundings implements Surroundings {
  readonly #view: NetworkView;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | null = null;
  #last = '';

  constructor(view: NetworkView) {
    this.#view = view;
  }

  get offline(): boolean {
    return !this.#view.isOnline();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#timer === null) {
      this.#last = this.#now();
      this.#timer = setInterval(() => this.#look(), LOOK_MS).unref();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    };
  }

  /** Something is known to have changed: the computer woke, or the proxy is another one. */
  changed(): void {
    this.#last = this.#now();
    for (const listener of [...this.#listeners]) listener();
  }

  #look(): void {
    if (this.#now() !== this.#last) this.changed();
  }

  #now(): string {
    return `${this.#view.isOnline()} ${this.#view.way()}`;
  }
}

/** The addresses by which others can be reached, and on Linux the way out. */
export function wayOut(): string {
  const all = Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses.filter(isOutward).map(({ cidr, address }) => `${name} ${cidr ?? address}`),
  );
  return [...all.sort(), defaultRoutes()].join('\n');
}

/** Those of the link alone come with each container that is started here. */
function isOutward({ internal, address }: { internal: boolean; address: string }): boolean {
  return !internal && !/^(fe80:|169\.254\.)/i.test(address);
}
