/** The words of `npm run faults`. */
import { parseArgs } from 'node:util';

/** What is done in each round: a terminal's connection is disturbed, or its programs are killed, or a transfer has a fault; or all three in turn. */
export const WHATS = ['cuts', 'kills', 'files', 'all'] as const;
export type What = (typeof WHATS)[number];

/** Where the session is. */
export const BACKENDS = ['local', 'kubernetes'] as const;
export type Backend = (typeof BACKENDS)[number];

/** What is done to one byte on its way, to see that the harness would notice. */
export const SABOTAGES = ['drop', 'double', 'flip'] as const;
export type Sabotage = (typeof SABOTAGES)[number];

export interface Options {
  readonly seed: number;
  readonly rounds: number;
  readonly what: What;
  readonly backend: Backend;
  readonly sabotage: Sabotage | null;
  /** The one round that is done, or null: all. */
  readonly only: number | null;
  /** Where the outcome is written as JSON too, or null. */
  readonly json: string | null;
}

/** The words are wrong; the message says what they may be. */
export class UsageError extends Error {}

export const USAGE = `npm run faults -- [--seed NUMBER] [--rounds NUMBER] [--what ${WHATS.join('|')}] [--backend ${BACKENDS.join('|')}] [--sabotage ${SABOTAGES.join('|')}] [--only ROUND] [--json FILE]`;

/** @throws UsageError */
export function readOptions(words: readonly string[]): Options {
  const { seed, rounds, what = 'cuts', backend = 'local', sabotage, only, json } = parse(words);
  const options: Options = {
    seed: seed === undefined ? Math.floor(Math.random() * 2 ** 31) : whole('seed', seed),
    rounds: rounds === undefined ? 20 : whole('rounds', rounds),
    what: oneOf('what', WHATS, what),
    backend: oneOf('backend', BACKENDS, backend),
    sabotage: sabotage === undefined ? null : oneOf('sabotage', SABOTAGES, sabotage),
    only: only === undefined ? null : whole('only', only),
    json: json ?? null,
  };
  refuseTogether(options);
  return options;
}

function parse(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const terminal = { what: text, backend: text, sabotage: text };
  const options = { seed: text, rounds: text, ...terminal, only: text, json: text };
  try {
    return parseArgs({ args: [...words], options, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** One byte less or more breaks the frames of a file, as a cut would: only another byte is for its hash to notice. */
function refuseTogether({ what, sabotage, only }: Options): void {
  if ((what === 'files' || what === 'all') && sabotage !== null && sabotage !== 'flip')
    throw new UsageError(`--what ${what} has --sabotage flip only`);
  if (what === 'all' && only !== null) throw new UsageError('--only is not for --what all');
}

/** @throws UsageError */
export function whole(name: string, text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new UsageError(`--${name} is not a whole number: ${text}`);
}

/** @throws UsageError */
export function oneOf<T extends string>(name: string, all: readonly T[], text: string): T {
  const found = all.find((one) => one === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${name} is one of ${all.join(', ')}, not ${text}`);
}
