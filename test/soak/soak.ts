/** `npm run soak`: windows attach to a session and detach, again and again; exit code 1 when anything has grown beyond its bound. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { UsageError } from '../faults/options';
import { type Measure, whatGrew } from './bounds';
import { usageOf } from './gauge';
import { clusterGround, type Ground, localGround } from './ground';
import { type Options, readOptions, USAGE } from './options';
import { type Visit, visit } from './visit';

/** So many windows at once: they take the terminal from each other. */
const AT_ONCE = 3;
/** One of so many is cut off instead of going. */
const CUT = 4;
/** Measured so often, the first time when allocators have what they keep. */
const MEASURES = 10;
/** What is still ending may take so long, ms. */
const SETTLE_MS = 30_000;

interface Outcome extends Record<Visit, number> {
  readonly ok: boolean;
  /** What has grown beyond its bound. */
  readonly grew: readonly string[];
  readonly measures: readonly Measure[];
  readonly ms: number;
}

/** Runs what the words say, and resolves to the exit code. `folder`: where relative paths begin. */
export async function soak(words: readonly string[], folder: string): Promise<number> {
  try {
    const options = readOptions(words);
    const { times, backend, json } = options;
    console.log(`soak --times ${times} --backend ${backend}`);
    const outcome = await run(options, (line) => console.log(line));
    const text = JSON.stringify(outcome, undefined, 2);
    if (json !== null) writeFileSync(resolve(folder, json), `${text}\n`);
    const { shown, elsewhere, grew, ms } = outcome;
    console.log(
      `${shown} were shown all, of ${elsewhere} another window took the terminal; ${ms} ms`,
    );
    for (const line of grew) console.log(`grew: ${line}`);
    return outcome.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n${USAGE}`);
    return 2;
  }
}

async function run({ times, backend }: Options, say: (words: string) => void): Promise<Outcome> {
  const began = Date.now();
  const ground = backend === 'local' ? await localGround() : await clusterGround();
  const visits: Record<Visit, number> = { shown: 0, elsewhere: 0 };
  const measures: Measure[] = [];
  try {
    await visit(ground.parts, false);
    const quiet = ground.session().length;
    for (let part = 1; part <= MEASURES; part += 1) {
      const until = Math.round((times * part) / MEASURES);
      await visitAll(ground, visits, until - visits.shown - visits.elsewhere);
      const found = await measure(until, ground, quiet);
      measures.push(found);
      say(lineOf(found));
    }
  } finally {
    await ground.end();
  }
  const [first, last] = [measures[0], measures.at(-1)];
  const grew = first === undefined || last === undefined ? [] : whatGrew(first, last);
  return { ok: grew.length === 0, ...visits, grew, measures, ms: Date.now() - began };
}

async function visitAll({ parts }: Ground, visits: Record<Visit, number>, times: number) {
  let left = times;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      visits[await visit(parts, left % CUT === 0)] += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Measures when the session has as many processes as before all, or does not come to that. */
async function measure(times: number, ground: Ground, quiet: number): Promise<Measure> {
  for (const until = Date.now() + SETTLE_MS; Date.now() < until; await pause(200))
    if (ground.session().length <= quiet) break;
  collectGarbage();
  const { descriptors, memory } = usageOf([process.pid]);
  const { processes, descriptors: ofPlace } = usageOf(ground.place());
  return {
    times,
    main: { descriptors, memory, heap: process.memoryUsage().heapUsed },
    session: usageOf(ground.session()),
    place: { processes, descriptors: ofPlace },
    journal: ground.journal(),
  };
}

/** https://nodejs.org/api/v8.html#v8setflagsfromstringflags: without a flag for whoever starts this. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}

function lineOf({ times, main, session, place, journal }: Measure): string {
  const mb = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MiB`;
  const own = `main ${main.descriptors} descriptors, ${mb(main.memory)}, heap ${mb(main.heap)}`;
  const there = `session ${session.processes} processes, ${session.descriptors} descriptors, ${mb(session.memory)}`;
  const rest = `place ${place.processes} processes, ${place.descriptors} descriptors; journal ${mb(journal)}`;
  return `${times}: ${own}; ${there}; ${rest}`;
}
