/** `--what files`: rounds of one transfer and one fault each, and what became of them. */
import { fileURLToPath } from 'node:url';
import { bundle } from '../../unit/support/bundle.mjs';
import type { Options } from '../options';
import type { Kind } from './kinds';
import { planOf } from './plan';
import { doRound, type RoundOutcome } from './round';
import type { Sessions } from './there/there';

export interface FilesOutcome {
  readonly ok: boolean;
  /** What is wrong, or null; also what nobody caught. */
  readonly wrong: string | null;
  /** Rounds with something wrong. */
  readonly failed: readonly RoundOutcome[];
  /** Faults that struck, by kind, and those that cannot strike here. */
  readonly injected: Partial<Record<Kind, number>>;
  readonly impossible: string | null;
  /** Failures that were told, by code, and rounds that went on over another connection. */
  readonly told: Record<string, number>;
  readonly resumed: number;
  readonly files: number;
  /** Bytes: of all files; of files on the wire; of these, such that were verified before. */
  readonly bytes: number;
  readonly sent: number;
  readonly again: number;
  readonly ms: number;
}

/** Rounds side by side: most of it is waiting. */
const AT_ONCE = 3;
const STOPPED = 'it was stopped';
const APP = fileURLToPath(new URL('./app-process.ts', import.meta.url));

/** Tells `say` of each round. */
export async function runFiles(
  options: Options,
  sessions: Sessions,
  say: (words: string) => void,
): Promise<FilesOutcome> {
  const { seed, rounds, backend, sabotage, only } = options;
  const { kinds, missing: impossible } = sessions;
  if (impossible !== null) say(`without ${impossible}`);
  const kindOf = (round: number): Kind => {
    if (sabotage !== null && round === Math.ceil(rounds / 2)) return 'flip';
    return kinds[round % kinds.length] ?? 'cut';
  };
  const left = only === null ? Array.from({ length: rounds }, (_, index) => index + 1) : [only];
  const began = Date.now();
  const outcomes: RoundOutcome[] = [];
  const again = `--what files --backend ${backend} --seed ${seed} --rounds ${rounds}${sabotage ? ' --sabotage flip' : ''}`;
  const app = await bundle(APP);
  const strays: string[] = [];
  const stray = (why: unknown) => void strays.push(String(why));
  // What is under way comes to its end and is cleaned up; who asks twice does not wait for it.
  const stop = () => {
    if (strays.includes(STOPPED)) process.exit(1);
    strays.push(STOPPED);
    for (const some of [together, alone]) some.length = 0;
  };
  process.on('unhandledRejection', stray).on('SIGINT', stop).on('SIGTERM', stop);
  // Where the server is taken away from all, nobody else is at work.
  const alone = left.filter((round) => kindOf(round) === 'api-server');
  const together = left.filter((round) => !alone.includes(round));
  const work = async (some: number[]) => {
    for (let round = some.shift(); round !== undefined; round = some.shift()) {
      const outcome = await doRound(planOf(seed, round, kindOf(round)), sessions, app.file);
      outcomes.push(outcome);
      say(words(outcome, again));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, () => work(together)));
    await work(alone);
  } finally {
    process.off('unhandledRejection', stray).off('SIGINT', stop).off('SIGTERM', stop);
    app.remove();
    await sessions.close();
  }
  return { ...summary(outcomes, strays), impossible, ms: Date.now() - began };
}

function summary(
  outcomes: readonly RoundOutcome[],
  strays: readonly string[],
): Omit<FilesOutcome, 'impossible' | 'ms'> {
  const failed = outcomes.filter(({ wrong }) => wrong !== null);
  const sum = (of: (outcome: RoundOutcome) => number) =>
    outcomes.reduce((all, outcome) => all + of(outcome), 0);
  return {
    ok: failed.length === 0 && strays.length === 0,
    wrong:
      failed.length === 0 ? (strays[0] ?? null) : `${failed.length} of ${outcomes.length} rounds`,
    failed,
    injected: counts(outcomes.flatMap(({ kind, happened }) => (happened ? [kind] : []))),
    told: counts(outcomes.flatMap(({ told }) => (told === null ? [] : [told]))),
    resumed: outcomes.filter(({ resumed }) => resumed).length,
    files: sum(({ files }) => files),
    bytes: sum(({ bytes }) => bytes),
    sent: sum(({ sent }) => sent),
    again: sum(({ again }) => again),
  };
}

function counts<T extends string>(words: readonly T[]): Record<string, number> {
  const found = new Map<string, number>();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return Object.fromEntries([...found].sort());
}

function words(
  { round, kind, wrong, files, bytes, told, ms }: RoundOutcome,
  again: string,
): string {
  const what = `round ${round}: ${kind}, ${files} files, ${bytes} bytes, ${ms} ms`;
  if (wrong === null) return told === null ? what : `${what}, told: ${told}`;
  return `${what}: WRONG: ${wrong} (again: ${again} --only ${round})`;
}
