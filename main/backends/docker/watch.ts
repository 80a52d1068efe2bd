/** Hears from engines what happens to containers of sessions. */
import { setTimeout as sleep } from 'node:timers/promises';
import { APP, APP_LABEL } from '../labels';
import type { Engine } from './engine';
import { linesOf } from './lines';
import { type EnginePlace, placeText } from './place';

/** The first pause after an engine was lost; it doubles. ms */
const FIRST_MS = 1000;
const LONGEST_MS = 15_000;

/** What the list shows. An exec, of which there are many, is not among it. */
const NEWS = ['create', 'start', 'die', 'oom', 'pause', 'unpause', 'destroy'];

/** What watches are made from. */
export interface WatchesParts {
  /** @throws Failure: it can never be reached by this address */
  open(place: EnginePlace): Promise<Engine>;
  /** Called after each change, also when an engine goes and comes back. */
  changed(): void;
}

/** One watch for each engine that sessions are in. */
export class Watches {
  readonly #parts: WatchesParts;
  readonly #all = new Map<string, AbortController>();

  constructor(parts: WatchesParts) {
    this.#parts = parts;
  }

  /** Watches these engines, and no others any more. */
  follow(places: readonly EnginePlace[]): void {
    const wanted = new Map(places.map((place) => [placeText(place), place]));
    for (const [text, run] of this.#all) {
      if (wanted.has(text)) continue;
      run.abort();
      this.#all.delete(text);
    }
    for (const [text, place] of wanted) if (!this.#all.has(text)) this.#begin(text, place);
  }

  #begin(text: string, place: EnginePlace): void {
    const run = new AbortController();
    this.#all.set(text, run);
    const { open, changed } = this.#parts;
    open(place)
      .then((engine) => watchEngine(engine, changed, run.signal))
      .catch(() => this.#all.delete(text));
  }
}

async function watchEngine(
  engine: Engine,
  changed: () => void,
  signal: AbortSignal,
): Promise<void> {
  let pause = FIRST_MS;
  while (!signal.aborted) {
    try {
      await hear(
        engine,
        () => {
          pause = FIRST_MS;
          changed();
        },
        signal,
      );
    } catch {
      // Whoever lists hears why.
    }
    await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
    pause = Math.min(pause * 2, LONGEST_MS);
  }
}

/** Resolves when the engine has gone. */
async function hear(engine: Engine, news: () => void, signal: AbortSignal): Promise<void> {
  const label = [`${APP_LABEL}=${APP}`];
  const type = ['container' as const];
  const stream = await engine.ask((api) =>
    api.getEvents({ filters: { type, event: NEWS, label } }),
  );
  // What happened before it heard is news too.
  news();
  try {
    for await (const _ of linesOf(stream, signal)) news();
  } finally {
    news();
  }
}
