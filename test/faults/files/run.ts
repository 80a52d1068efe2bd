/** `--what files`: rounds of one transfer and one fault each, and what became of them. */
import { fileURLToPath } from 'node:url';
import { bundle } from '../../unit/support/bundle.mjs';
import type { Options } from '../options';
import { KINDS, type Kind } from './kinds';
import { planOf } from './plan';
import { doRound, type RoundOutcome } from './round';
import { noVolumes } from './volume';

export interface FilesOutcome {
  readonly ok: boolean;
  /** What is wrong, or null; also what nobody caught. */
  readonly wrong: string | null;
  /** Rounds with something wrong. */
  readonly failed: readonly RoundOutcome[];
  /** Faults that struck, by kind, and those that cannot strike here. */
  readonly injected: Partial<Record<Kind, number>>;
  readonly impossible: readonly Kind[];
  /** Failures that were told, by code, and rounds that went on over another connection. */
  readonly told: Record<string, number>;
  readonly resumed: number;
  /** Rounds in which a person was asked about the transfer's own file. */
  readonly asked: number;
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
  say: (words: string) => void,
): Promise<FilesOutcome> {
  const { seed, rounds, sabotage, only } = options;
  const kinds = KINDS.filter((kind) => noVolumes === null || !kind.startsWith('disk-full'));
  if (noVolumes !== null) say(`without disk-full: ${noVolumes}`);
  const kindOf = (round: number): Kind => {
    if (sabotage !== null && round === Math.ceil(rounds / 2)) return 'flip';
    return kinds[round % kinds.length] ?? 'cut';
  };
  const left = only === null ? Array.from({ length: rounds }, (_, index) => index + 1) : [only];
  const began = Date.now();
  const outcomes: RoundOutcome[] = [];
  const again = `--what files --seed ${seed} --rounds ${rounds}${sabotage ? ' --sabotage flip' : ''}`;
  const app = await bundle(APP);
  const strays: string[] = [];
  const stray = (why: unknown) => void strays.push(String(why));
  // What is under way comes to its end and is cleaned up; who asks twice does not wait for it.
  const stop = () => {
    if (strays.includes(STOPPED)) process.exit(1);
    strays.push(STOPPED);
    left.length = 0;
  };
  process.on('unhandledRejection', stray).on('SIGINT', stop).on('SIGTERM', stop);
  const work = async () => {
    for (let round = left.shift(); round !== undefined; round = left.shift()) {
      const outcome = await doRound(planOf(seed, round, kindOf(round)), app.file);
      outcomes.push(outcome);
      say(words(outcome, again));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    process.off('unhandledRejection', stray).off('SIGINT', stop).off('SIGTERM', stop);
    app.remove();
  }
  const impossible = KINDS.filter((kind) => !kinds.includes(kind));
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
    asked: outcomes.filter(({ asked }) => asked).length,
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
