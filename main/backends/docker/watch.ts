/** Hears from an engine what happens to containers of sessions. */
import { setTimeout as sleep } from 'node:timers/promises';
import { APP, APP_LABEL } from '../kubernetes/pods/names';
import type { Engine } from './engine';
import { linesOf } from './lines';

/** The first pause after an engine was lost; it doubles. ms */
const FIRST_MS = 1000;
const LONGEST_MS = 15_000;

/** What the list shows. An exec, of which there are many, is not among it. */
const NEWS = ['create', 'start', 'die', 'oom', 'pause', 'unpause', 'destroy'];

/** Calls `changed` after each change, also when the engine goes and comes back, until the signal. */
export async function watchEngine(
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
