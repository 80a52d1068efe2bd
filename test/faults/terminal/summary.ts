/** What became of all rounds. */
import type { Kind } from './kinds';
import type { RoundOutcome } from './round';

/** Of many times, ms. */
interface Spread {
  readonly median: number;
  readonly p95: number;
  readonly most: number;
}

export interface TerminalOutcome {
  readonly ok: boolean;
  /** What is wrong, or null. */
  readonly wrong: string | null;
  readonly backend: string;
  readonly rounds: number;
  /** Rounds with something wrong. */
  readonly failed: readonly RoundOutcome[];
  /** Faults that struck, by kind, and those that cannot strike here. */
  readonly injected: Partial<Record<Kind, number>>;
  readonly impossible: readonly Kind[];
  /** Bytes that came through whole, of rounds in which nothing was wrong. */
  readonly output: number;
  readonly input: number;
  /** How long after the end of an outage each direction had made up for it, over so many outages; null: there was none. */
  readonly level: {
    readonly outages: number;
    readonly output: Spread;
    readonly input: Spread;
    readonly both: Spread;
  } | null;
  /** The link's round trip as the app tells it, the median in ms, or null. */
  readonly roundTrip: number | null;
  /** What was done to which byte, or null. */
  readonly sabotaged: string | null;
  readonly ms: number;
}

type Summary = Omit<TerminalOutcome, 'backend' | 'impossible' | 'sabotaged' | 'ms'>;

/** Sums the rounds up; `latencies` in ms. */
export function summary(outcomes: readonly RoundOutcome[], latencies: readonly number[]): Summary {
  const failed = outcomes.filter(({ wrong }) => wrong !== null);
  const right = outcomes.filter(({ wrong }) => wrong === null);
  const injected: Partial<Record<Kind, number>> = {};
  for (const { kind, happened } of outcomes)
    if (happened !== null) injected[kind] = (injected[kind] ?? 0) + 1;
  const levels = right.flatMap(({ level }) => (level === null ? [] : [level]));
  return {
    ok: failed.length === 0,
    wrong: failed.length === 0 ? null : `${failed.length} of ${outcomes.length} rounds`,
    rounds: outcomes.length,
    ...{ failed, injected },
    output: right.reduce((sum, round) => sum + round.output, 0),
    input: right.reduce((sum, round) => sum + round.input, 0),
    level:
      levels.length === 0
        ? null
        : {
            outages: levels.length,
            output: spread(levels.map(({ output }) => output)),
            input: spread(levels.map(({ input }) => input)),
            both: spread(levels.map(({ output, input }) => Math.max(output, input))),
          },
    roundTrip: latencies.length === 0 ? null : spread(latencies).median,
  };
}

function spread(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { median: at(0.5), p95: at(0.95), most: at(1) };
}
