/** Work that must not overlap with itself, or be done for each of many things. */

/**
 * The function that does `work`, one run at a time. Whoever asks during a run gets the one after it, which they share: so what
 * they resolve to was begun after they asked.
 */
export function serially(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const run = () => {
    next = null;
    const mine = work().finally(() => {
      if (running === mine) running = null;
    });
    running = mine;
    return mine;
  };
  return () => {
    if (running === null) return run();
    next ??= running.then(run, run);
    return next;
  };
}

/** `ask` does `work` once for all that is asked within `ms` from the first time; `stop` gives up what was asked. */
export function settled(work: () => void, ms: number): { ask: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | null = null;
  const stop = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const ask = () => {
    timer ??= setTimeout(() => {
      timer = null;
      work();
    }, ms);
  };
  return { ask, stop };
}

/** The function that does `work` at once; what is asked for within `ms` of that is done together, when they are over. */
export function atOnce(work: () => void, ms: number): () => void {
  let pause: NodeJS.Timeout | null = null;
  let again = false;
  const ask = () => {
    again = pause !== null;
    if (again) return;
    pause = setTimeout(() => {
      pause = null;
      if (again) ask();
    }, ms);
    work();
  };
  return ask;
}
